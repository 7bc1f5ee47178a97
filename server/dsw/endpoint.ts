/** Where an endpoint's requests go, and the `host` header they are signed with. */
export interface Endpoint {
  origin: string;
  host: string;
}

/**
 * Reads `host[:port]` or `http(s)://host[:port]`; https when no scheme is given.
 * @throws TypeError when it is neither, or holds a user, path, query or fragment: the signature covers the
 * service's own paths, so an endpoint cannot sit below one.
 */
export function parseEndpoint(text: string): Endpoint {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  const plain =
    url !== null &&
    (url.protocol === "https:" || url.protocol === "http:") &&
    url.pathname === "/" &&
    `${url.username}${url.password}${url.search}${url.hash}` === "";
  if (!plain) throw new TypeError("an endpoint is host[:port], http://host[:port] or https://…");
  return { origin: url.origin, host: url.host };
}
