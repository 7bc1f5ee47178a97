/** The BFF's API as types and schemas: the one room of the server that `web/` may import from. */
export * from "./connection";
export * from "./failures";
export * from "./ids";
export * from "./instance";
export * from "./list";
export * from "./memory";
export * from "./problem";
export * from "./snapshot";
export * from "./view";
