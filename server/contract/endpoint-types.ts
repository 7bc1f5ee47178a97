import type { z } from "zod";
import type { Endpoint } from "./endpoints";

/** An endpoint's path below `/api`, with its parameters in braces. */
export type ApiPath = Endpoint["path"];

type EndpointAt<Path extends ApiPath> = Extract<Endpoint, { path: Path }>;

/** The parts of an endpoint's path that stand in braces. */
export type ParamsOf<Path extends ApiPath> = z.output<EndpointAt<Path>["request"]["params"]>;

/** An endpoint's query as the server reads it: numbers, lists and words; what has a default may be left out. */
export type QueryOf<Path extends ApiPath> = QueryValues<EndpointAt<Path>["request"]["query"]>;

type QueryValues<Schema extends z.ZodType> = {
  [Key in OptionalKey<Schema>]?: Value<z.output<Schema>[Key]> | undefined;
} & {
  [Key in Exclude<keyof z.output<Schema>, OptionalKey<Schema>>]: Value<z.output<Schema>[Key]>;
};

type OptionalKey<Schema extends z.ZodType> = {
  [Key in keyof z.input<Schema> & keyof z.output<Schema>]: undefined extends z.input<Schema>[Key]
    ? Key
    : never;
}[keyof z.input<Schema> & keyof z.output<Schema>];

type Value<Output> = Output extends string[] ? readonly string[] : Output;

/** What an endpoint answers in JSON. */
export type ResponseOf<Path extends ApiPath> =
  EndpointAt<Path>["responses"][200]["content"]["application/json"]["schema"] extends infer Schema extends
    z.ZodType
    ? z.output<Schema>
    : never;
