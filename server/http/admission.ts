import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Access, AccessRequest } from "../access/access";
import type { Audit, AuditAction } from "../access/audit";
import { nobody, type Viewer } from "../access/viewer";
import { ProblemError } from "../problems/problem";

/** What of a request says who sent it. */
const requestOf = (c: Context): AccessRequest => ({
  header: (name) => c.req.header(name),
  cookie: (name) => getCookie(c, name),
  peer: c.get("client").peer,
});

/**
 * Lets in who may come in, and tells every route who it is.
 * @throws {ProblemError} `access.signIn`, `access.refused`
 */
export function admission(access: Access, audit: Audit, now: () => number): MiddlewareHandler {
  return async (c, next) => {
    const { viewer, renewed } = await access.admit(requestOf(c)).catch((error: unknown) => {
      // Nobody signed in is no event; somebody who was turned away is.
      if (error instanceof ProblemError && hasCredential(c, error)) {
        const { pathname } = new URL(c.req.url);
        const from = c.get("client").address;
        audit({
          action: "refused",
          who: null,
          from,
          what: `${error.code} ${pathname}`,
          result: "refused",
          at: now(),
        });
      }
      throw error;
    });
    c.set("viewer", viewer);
    await next();
    if (renewed !== null) setSession(c, access, renewed);
  };
}

const hasCredential = (c: Context, { code }: ProblemError) =>
  code === "access.refused" || c.req.header("authorization") !== undefined;

/** The same for a page, which is shown to everybody: a stranger's is the page of nobody. */
export async function viewerOfPage(c: Context, access: Access): Promise<Viewer> {
  try {
    return (await access.admit(requestOf(c))).viewer;
  } catch (error) {
    if (error instanceof ProblemError && error.code === "access.signIn") return nobody;
    throw error;
  }
}

/** Whoever asks, for addresses that are there for everybody and tell an operator more. */
export const isOperator = (c: Context, access: Access): Promise<boolean> =>
  access.admit(requestOf(c)).then(
    ({ viewer }) => viewer.operator,
    () => false,
  );

/** Hands a session to the browser. */
export function setSession(c: Context, { session }: Access, value: string): void {
  setCookie(c, session.name, value, {
    path: "/",
    httpOnly: true,
    secure: session.secure,
    sameSite: "Lax",
    maxAge: session.maxAgeSeconds,
  });
}

/** Writes a line about everything that leaves by this address. */
export function audited(action: AuditAction, audit: Audit, now: () => number): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { pathname } = new URL(c.req.url);
    const result = c.res.ok ? "ok" : c.res.status < 500 ? "refused" : "failed";
    const { address: from } = c.get("client");
    audit({ action, who: c.get("viewer").id, from, what: pathname, result, at: now() });
  };
}
