import { listAtRiskEndpoint } from "./at-risk";
import { listConnectionsEndpoint } from "./connections";
import {
  exportAtRiskEndpoint,
  exportFailuresEndpoint,
  exportInstancesEndpoint,
  exportSnapshotsEndpoint,
} from "./exports";
import { getFailureGroupEndpoint } from "./failure-group";
import { listFailureSnapshotsEndpoint, listFailuresEndpoint } from "./failures";
import { getFireEndpoint } from "./fire";
import { getStatusHistoryEndpoint } from "./history";
import { getImageEndpoint, listInstanceImagesEndpoint } from "./images";
import {
  getGroupIncidentReportEndpoint,
  getSnapshotIncidentReportEndpoint,
} from "./incident-report";
import { listInstanceEventsEndpoint } from "./instance-events";
import { getInstanceEndpoint, listInstancesEndpoint } from "./instances";
import { getLifecycleEndpoint } from "./lifecycle";
import { getOperationsEndpoint } from "./operations";
import { searchEndpoint } from "./search";
import { getSnapshotEndpoint, listSnapshotsEndpoint } from "./snapshots";
import { getSyncEndpoint } from "./sync";
import { getTimelineEndpoint } from "./timeline";
import { changeTriageEndpoint } from "./triage";
import { listViewsEndpoint } from "./views";

/** Every read of the API: the OpenAPI document, docs/api.md and the browser's client derive from it. */
export const endpoints = [
  listConnectionsEndpoint,
  listInstancesEndpoint,
  getInstanceEndpoint,
  listSnapshotsEndpoint,
  getSnapshotEndpoint,
  getStatusHistoryEndpoint,
  getTimelineEndpoint,
  listFailuresEndpoint,
  listFailureSnapshotsEndpoint,
  listAtRiskEndpoint,
  getGroupIncidentReportEndpoint,
  getSnapshotIncidentReportEndpoint,
  exportInstancesEndpoint,
  exportSnapshotsEndpoint,
  exportFailuresEndpoint,
  exportAtRiskEndpoint,
  listInstanceImagesEndpoint,
  getImageEndpoint,
  searchEndpoint,
  listViewsEndpoint,
  listInstanceEventsEndpoint,
  getLifecycleEndpoint,
  getOperationsEndpoint,
  getFailureGroupEndpoint,
  getFireEndpoint,
  getSyncEndpoint,
] as const;
export type Endpoint = (typeof endpoints)[number];

/** Every write of the API. */
export const writeEndpoints = [changeTriageEndpoint] as const;
