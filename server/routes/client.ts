/** Who sent a request, and by which address of ours, as far as it can be known. */
export interface Client {
  /** The client's IP address; empty for a request that did not come over HTTP. */
  address: string;
  /** The address that the request itself came from: the client's own, or that of the proxy before us. */
  peer: string;
  /** Whether the client's own connection is encrypted: to us, or to the proxy before us. */
  secure: boolean;
  /** The host, with its port where it has one, that the client asked for. In lower case. */
  host: string;
}

declare module "hono" {
  interface ContextVariableMap {
    /** Set before every route by `server/http/client-address.ts`. */
    client: Client;
  }
}
