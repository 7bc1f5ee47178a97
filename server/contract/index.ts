/** The BFF's API as types and schemas: the one room of the server that `web/` may import from. */
export * from "./connections";
export * from "./failures";
export * from "./history";
export * from "./ids";
export * from "./instances";
export * from "./problems";
export * from "./query-params";
export * from "./snapshots";
export * from "./views";
