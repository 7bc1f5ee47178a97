import type { FailureGroup } from "../../server/contract";
import { pushExportPath } from "../api/exports";
import { incidentReportQuery } from "../api/incident-report";
import { CompareSelected } from "../compare/CompareSelected";
import { ExportMenu } from "../exports/ExportMenu";
import { FailureTable } from "../failures/FailureTable";
import { OpenedGroup } from "../failures/OpenedGroup";
import { CopySelectedReports } from "../incident-report/CopySelectedReports";
import { IncidentReportPanel } from "../incident-report/IncidentReportPanel";
import type { FailureState } from "../paths/failures";
import { pushIdOf } from "../paths/push";

interface FailurePushesProps {
  connection: string;
  /** The group whose pushes they are; undefined for those of a filter. */
  group: FailureGroup | undefined;
  state: FailureState;
  update: (change: Partial<FailureState>) => void;
  /** The page narrowed further. */
  narrow: (change: Partial<FailureState>) => string;
}

/** Pushes as a table, below what is known of their group. */
export function FailurePushes({ connection, group, state, update, narrow }: FailurePushesProps) {
  return (
    <>
      {group && (
        <>
          <OpenedGroup connection={connection} group={group} state={state} narrow={narrow} />
          <IncidentReportPanel queryOf={(how) => incidentReportQuery(connection, state, how)} />
        </>
      )}
      <FailureTable
        connection={connection}
        state={state}
        update={update}
        selectionActions={(rows) => (
          <>
            <CompareSelected rows={rows} />
            <ExportMenu
              selected
              hrefOf={(options) => pushExportPath(connection, rows.map(pushIdOf), options)}
            />
            <CopySelectedReports pushes={rows} />
          </>
        )}
      />
    </>
  );
}
