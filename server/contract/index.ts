/** The API as types and schemas, by feature: all of the server that `web/` may import, as types only. */
export * from "./at-risk";
export * from "./connections";
export * from "./coverage";
export * from "./endpoint-types";
export * from "./endpoints";
export * from "./exports";
export * from "./failures";
export * from "./history";
export * from "./ids";
export * from "./incident-report";
export * from "./instances";
export * from "./problems";
export * from "./query-params";
export * from "./search";
export * from "./snapshots";
export * from "./timeline";
export * from "./views";
