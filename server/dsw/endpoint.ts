/** Where an endpoint's requests go, and the `host` header they are signed with. */
export interface Endpoint {
  origin: string;
  host: string;
}

/** The public endpoint of a region (docs/dsw-api.md, "Endpoints and regions"). */
export const publicEndpoint = (region: string) => `pai-dsw.${region}.aliyuncs.com`;

/** The public endpoint of AIWorkSpace in a region, which knows the images (docs/dsw-api.md, "GetImage"). */
export const publicImageEndpoint = (region: string) => `aiworkspace.${region}.aliyuncs.com`;

/**
 * Reads `host[:port]` or `http(s)://host[:port]`; https when no scheme is given.
 * @throws TypeError when it is neither, or has a user, path, query or fragment: the signature covers the
 * service's own paths, so an endpoint cannot sit below one.
 */
export function parseEndpoint(text: string): Endpoint {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isPlain) throw new TypeError("an endpoint is host[:port], http://host[:port] or https://…");
  return { origin: url.origin, host: url.host };
}
