import type { Page } from "@playwright/test";
import type { TestServer, TestServerOptions } from "../e2e/test-server";
import {
  documentedInstanceId,
  documentedSnapshotId,
  emptyInstanceId,
  singleInstanceId,
  tenThousandInstanceId,
} from "../server/emulator";
import { paths } from "../web/paths/paths";

/** The servers that the pictures are taken from. */
export const servers = {
  full: { index: "synced" },
  unread: { index: "empty", instances: 40, without: tenThousandInstanceId },
  several: {
    index: "synced",
    instances: 40,
    without: tenThousandInstanceId,
    regions: ["cn-shanghai", "cn-hangzhou"],
  },
} as const satisfies Record<string, TestServerOptions>;

/** A page in one of its states. */
export interface GalleryState {
  name: string;
  path: string;
  /** Which server shows it (default: the full one). */
  server?: keyof typeof servers;
  /** What has to be done before the picture is taken. */
  arrange?: (page: Page, server: TestServer) => Promise<void>;
  /** Brings the server into the state, before the page is opened; undone after the picture. */
  before?: (server: TestServer) => void;
  /** Its answers are kept back, so that the page is seen while it waits. */
  waits?: boolean;
}

const region = "cn-shanghai";
const history = paths.instance(region, documentedInstanceId);
const failures = paths.failures(region);

/** Opens the first row of a table that says something. */
const openRow = (text: RegExp) => async (page: Page) => {
  await page.getByRole("row", { name: text }).first().getByRole("link").first().click();
  await page.getByRole("complementary").or(page.getByRole("dialog")).first().waitFor();
};

const press = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await page.getByRole("dialog").waitFor();
};

const refused = ({ emulator }: TestServer) =>
  emulator.faults.set([{ kind: "denied", rate: 1, target: "ListInstanceSnapshot" }]);

/** Every page, and the states that it can be in. */
export const galleryStates: readonly GalleryState[] = [
  { name: "instances", path: paths.instances(region) },
  { name: "instances-nothing-found", path: `${paths.instances(region)}?q=no-such-instance` },
  { name: "instances-loading", path: paths.instances(region), waits: true },
  { name: "snapshots", path: history },
  { name: "snapshots-loading", path: history, waits: true },
  { name: "snapshots-none", path: paths.instance(region, emptyInstanceId) },
  {
    name: "snapshots-refused",
    path: paths.instance(region, singleInstanceId),
    before: refused,
  },
  { name: "snapshots-all", path: `${paths.instance(region, tenThousandInstanceId)}?size=all` },
  {
    name: "snapshot-saved",
    path: paths.snapshot(region, documentedInstanceId, documentedSnapshotId),
  },
  {
    name: "snapshot-failed",
    path: `${history}?sort=status&order=asc`,
    arrange: openRow(/Failed|推送失败|失败/),
  },
  { name: "snapshot-unknown", path: paths.snapshot(region, documentedInstanceId, "snp-no-such") },
  {
    name: "compare",
    path: `${history}?sort=status&order=asc`,
    arrange: async (page) => {
      await openRow(/Failed|推送失败|失败/)(page);
      await page.getByRole("link", { name: /last good|最近一次成功|最近可用/ }).click();
      await page.waitForURL(/compare/);
    },
  },
  { name: "failures", path: failures },
  { name: "failures-loading", path: failures, waits: true },
  { name: "failures-by-instance", path: `${failures}?by=instance` },
  { name: "failures-by-registry", path: `${failures}?by=registry` },
  { name: "failures-succeeded", path: `${failures}?outcome=succeeded` },
  { name: "failures-stuck", path: `${failures}?outcome=stuck` },
  { name: "failures-nothing-found", path: `${failures}?q=no-such-failure` },
  { name: "failures-unread", path: failures, server: "unread" },
  {
    name: "failures-group",
    path: failures,
    arrange: async (page) => {
      await page.locator("main h2 a, main h3 a, main li a").first().click();
      await page.waitForURL(/group=/);
    },
  },
  { name: "failures-everywhere", path: "/failures", server: "several" },
  { name: "at-risk", path: paths.atRisk(region) },
  { name: "at-risk-unread", path: paths.atRisk(region), server: "unread" },
  {
    name: "snapshots-selected",
    path: history,
    arrange: async (page) => {
      await page.locator("tbody tr").nth(1).press("Space");
      await page.locator("tbody tr").nth(3).press("Shift+Space");
      await page.getByRole("region", { name: /Selected rows|已选择的行/ }).waitFor();
    },
  },
  { name: "operations", path: paths.operations(), server: "several" },
  { name: "search", path: paths.instances(region), arrange: press("Control+k") },
  {
    name: "search-found",
    path: paths.instances(region),
    arrange: async (page) => {
      await press("Control+k")(page);
      await page.keyboard.type("denied");
      await page.locator("mark").first().waitFor();
    },
  },
  { name: "keys", path: paths.instances(region), arrange: press("?") },
  { name: "not-found", path: `/${region}/no-such-page` },
  { name: "no-such-connection", path: paths.instances("no-such-connection") },
];
