import {
  createServer as createHttpServer,
  request as httpRequest,
  type ServerResponse,
} from "node:http";
import { createServer } from "node:net";
import type { Page } from "@playwright/test";
import { startProvider, type TestProvider } from "../server/access/provider.testing";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { startTestServer, type TestServer } from "./test-server";

const secret = "a secret of the client, long enough";
let provider: TestProvider;
let deck: TestServer;

test.beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  provider = await startProvider([
    {
      client_id: "snapdeck",
      client_secret: secret,
      redirect_uris: [`${url}/auth/callback`],
      post_logout_redirect_uris: [`${url}/auth/signed-out`],
    },
  ]);
  Object.assign(provider.accounts, {
    ada: { email: "ada@example.com", email_verified: true, name: "Ada Lovelace" },
    eve: { email: "eve@elsewhere.example", email_verified: true, name: "Eve" },
    bob: { email: "bob@example.com", email_verified: true, name: "Bob" },
  });
  deck = await startTestServer({
    instances: 12,
    port,
    access: {
      mode: "oidc",
      url,
      oidc: {
        issuer: provider.issuer,
        clientId: "snapdeck",
        clientSecret: secret,
        allow: { domains: ["example.com"] },
      },
      rules: [{ emails: ["ada@example.com"], connections: "all" }],
    },
  });
});
test.afterAll(async () => {
  await deck.close();
  await provider.close();
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("no port"));
      server.close(() => resolve(address.port));
    });
  });
}

const view = () => `${deck.url}/cn-shanghai/instances?q=dsw&sort=name&order=asc`;
const rows = (page: Page) => page.getByRole("table").getByRole("row");

test("leads to the link that was asked for, and back to it when the session has ended", async ({
  page,
}) => {
  provider.signInAs = "ada";
  await page.goto(view());
  await expect(page).toHaveURL(view());
  await expect(page.getByRole("button", { name: "Ada Lovelace" })).toBeVisible();
  await expect(rows(page).nth(1)).toBeVisible();
  await expectAccessible(page);

  deck.emulator.clock.advance(13 * 3_600_000);
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  const ended = page.getByRole("alert").filter({ hasText: "Your session has expired" });
  await expect(ended).toBeVisible();
  // What was in view stays in view.
  await expect(rows(page).nth(1)).toBeVisible();
  await expectAccessible(page);
  await ended.getByRole("button", { name: "Sign in again" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page).toHaveURL(view());
  await expect(rows(page).nth(1)).toBeVisible();
});

test("ends where it began, and says so, in Chinese too", async ({ page }) => {
  provider.signInAs = "ada";
  await page.addInitScript(() => localStorage.setItem("snapdeck.language", "zh-CN"));
  await page.goto(view());
  await page.getByRole("button", { name: "Ada Lovelace" }).click();
  await page.getByRole("menuitem", { name: /退出登录/ }).click();
  await page.getByRole("button", { name: "Yes, sign me out" }).click();
  await expect(page).toHaveURL(`${deck.url}/auth/signed-out`);
  await expect(page.getByRole("heading")).toBeVisible();
  await expectAccessible(page);
  const answer = await page.request.get(`${deck.url}/api/connections`);
  expect(answer.status()).toBe(401);
});

test("turns away whom the configuration does not let in, on a page that says why", async ({
  page,
}) => {
  provider.signInAs = "eve";
  await page.goto(view());
  await expect(page.getByRole("heading", { name: "Access denied" })).toBeVisible();
  await expect(page.getByText("eve@elsewhere.example")).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
});

test("tells somebody whom no rule shows anything", async ({ page }) => {
  provider.signInAs = "bob";
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${deck.url}/`);
  await expect(page.getByText("You don't have access to any connection").last()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.goto(view());
  await expect(page.getByText("You don't have access to any connection").last()).toBeVisible();
});

test.describe("behind a proxy that signs people in", () => {
  test.use({ serverOptions: { instances: 12 } });

  /** A proxy before the server, which may answer the API's addresses itself. */
  async function startProxy(target: string) {
    const before: { answer: ((response: ServerResponse) => void) | null } = { answer: null };
    const proxy = createHttpServer((request, response) => {
      if (before.answer && request.url?.startsWith("/api/")) return before.answer(response);
      const { host: _host, ...headers } = request.headers;
      const passed = httpRequest(target + request.url, { headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on("error", () => response.destroy());
      passed.end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = proxy.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const close = () => {
      proxy.close();
      proxy.closeAllConnections();
    };
    return { url: `http://127.0.0.1:${address.port}`, before, close };
  }

  test("says that the sign-in has ended, whether it redirects or answers with a page of its own", async ({
    page,
    server,
  }) => {
    const proxy = await startProxy(server.url);
    const answers: ((response: ServerResponse) => void)[] = [
      (response) =>
        response.writeHead(401, { "content-type": "text/html" }).end("<h1>Sign in</h1>"),
      (response) => response.writeHead(302, { location: "https://sign-in.invalid/" }).end(),
    ];
    for (const answer of answers) {
      proxy.before.answer = null;
      await page.goto(`${proxy.url}/cn-shanghai/instances`);
      await expect(rows(page).nth(1)).toBeVisible();
      proxy.before.answer = answer;
      await page.getByRole("button", { name: "Refresh", exact: true }).click();
      const ended = page.getByRole("alert").filter({ hasText: "Your session has expired" });
      await expect(ended).toBeVisible();
      await expect(rows(page).nth(1)).toBeVisible();
    }
    proxy.close();
  });
});
