import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Access } from "../access/access";
import type { Audit } from "../access/audit";
import { setSession, viewerOfPage } from "./admission";
import { sameOriginOnly } from "./guards";
import { languageOf } from "./language";
import { type MessagePage, messagePage, messageStyles } from "./message-page";

interface AuthRouteSettings {
  access: Access;
  basePath: string;
  audit: Audit;
  now: () => number;
}

const words = {
  en: {
    again: "Sign in",
    failed: [
      "Sign-in failed",
      (why: string) =>
        `Reason: ${why}. Try again. If it persists, contact your Snapdeck administrator.`,
    ],
    refused: [
      "Access denied",
      (who: string) =>
        `You are signed in as ${who}, which does not have access. Contact your Snapdeck administrator, or sign in with another account.`,
    ],
    out: ["You are signed out", () => "This includes Snapdeck and your sign-in provider."],
    down: [
      "The sign-in provider is not responding",
      () => "Try again in a moment. If it persists, contact your Snapdeck administrator.",
    ],
  },
  "zh-CN": {
    again: "登录",
    failed: [
      "登录失败",
      (why: string) => `原因：${why}。请重试；如果仍然失败，请联系 Snapdeck 管理员。`,
    ],
    refused: [
      "没有访问权限",
      (who: string) =>
        `当前登录用户 ${who} 没有访问权限。请联系 Snapdeck 管理员，或使用其他账号登录。`,
    ],
    out: ["您已退出登录", () => "您已退出 Snapdeck 和登录服务。"],
    down: ["登录服务没有响应", () => "请稍后重试；如果仍然失败，请联系 Snapdeck 管理员。"],
  },
} as const;

/** Signing in and out with a provider, below `/auth`. */
export function authRoutes({ access, basePath, audit, now }: AuthRouteSettings) {
  const { oidc, session } = access;
  const base = `${basePath}/auth`;
  const flowCookies = { path: `${base}/callback`, httpOnly: true, secure: session.secure };
  const note = (
    c: Context,
    action: "signIn" | "signOut",
    who: string | null,
    what: string,
    result: "ok" | "refused" | "failed",
  ) => audit({ action, who, from: c.get("client").address, what, result, at: now() });

  const show = (
    c: Context,
    status: 200 | 401 | 403 | 502,
    page: "failed" | "refused" | "out" | "down",
    about = "",
  ) => {
    const language = languageOf(c);
    const { again, [page]: said } = words[language];
    const link = {
      href: `${base}/sign-in?return=${encodeURIComponent(`${basePath}/`)}${page === "refused" ? "&as=other" : ""}`,
      text: again,
    };
    const message: MessagePage = { title: said[0], text: said[1](about), link };
    return c.html(messagePage(message, language, `${base}/page.css`), status);
  };

  const routes = new Hono();
  routes.use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
  routes.get("/page.css", (c) => c.body(messageStyles, 200, { "content-type": "text/css" }));
  routes.get("/signed-out", (c) => show(c, 200, "out"));
  routes.post("/sign-out", sameOriginOnly, async (c) => {
    const { id } = await viewerOfPage(c, access);
    deleteCookie(c, session.name, { path: "/", secure: session.secure });
    note(c, "signOut", id, base, "ok");
    const location = (await oidc?.signOutAddress()) ?? `${base}/signed-out`;
    return c.json({ location });
  });
  if (oidc === null) return routes;

  routes.get("/sign-in", async (c) => {
    const returnTo = ownAddress(c.req.query("return"), basePath);
    const started = await oidc
      .start(returnTo, c.req.query("as") === "other")
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        note(c, "signIn", null, `the provider cannot be asked: ${why}`, "failed");
        return null;
      });
    if (started === null) return show(c, 502, "down");
    const { name, value } = started.cookie;
    setCookie(c, name, value, { ...flowCookies, sameSite: "Lax", maxAge: 600 });
    return c.redirect(started.location, 302);
  });
  routes.get("/callback", async (c) => {
    const result = await oidc.finish(new URL(c.req.url).searchParams, (name) => getCookie(c, name));
    if (result.cookieName !== null) deleteCookie(c, result.cookieName, flowCookies);
    switch (result.outcome) {
      case "failed":
        note(c, "signIn", null, result.why, "failed");
        return show(c, 401, "failed", result.why);
      case "refused":
        note(c, "signIn", result.who, "not allowed", "refused");
        return show(c, 403, "refused", result.who);
      case "signedIn": {
        const { identity, returnTo } = result;
        note(c, "signIn", identity.email ?? identity.subject, base, "ok");
        setSession(c, access, await session.seal(identity));
        return c.redirect(returnTo, 302);
      }
    }
  });
  return routes;
}

/** An address of ours, as a path; the start page for everything that is none: nobody is sent elsewhere from here. */
export function ownAddress(given: string | undefined, basePath: string): string {
  const home = `${basePath}/`;
  const origin = "http://snapdeck.invalid";
  if (given === undefined || !given.startsWith("/") || !URL.canParse(given, origin)) return home;
  const { origin: found, pathname, search } = new URL(given, origin);
  const isOurs = found === origin && !pathname.startsWith("//") && `${pathname}/`.startsWith(home);
  // Back to where one signs in, one would go round in circles.
  return isOurs && !pathname.startsWith(`${home}auth/`) ? pathname + search : home;
}
