import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type ClientMetadata, type Configuration, Provider } from "oidc-provider";

/** Somebody whom the provider knows, and what it says of them. */
export interface Account {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
  ram_user?: string;
}

/** A real OpenID provider on loopback, which signs in whoever the test says, without asking. */
export interface TestProvider {
  issuer: string;
  /** Who is at the browser. */
  signInAs: string;
  accounts: Record<string, Account>;
  /** From now on it signs by another key. */
  rotateKeys(): void;
  close(): Promise<void>;
}

const newKey = () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: randomUUID() };
};

/** @param clients as they are registered with it */
export async function startProvider(clients: ClientMetadata[]): Promise<TestProvider> {
  const accounts: Record<string, Account> = {};
  const first = newKey();
  let handle: ReturnType<Provider["callback"]> | null = null;
  const server = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${portOf(server)}`;
  const test: TestProvider = {
    issuer,
    signInAs: "",
    accounts,
    rotateKeys: () => begin([newKey()]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  begin([first]);
  return test;

  function begin(keys: object[]) {
    const provider = new Provider(issuer, configuration(clients, accounts, keys));
    const answer = provider.callback();
    handle = (request, response) => {
      if (!request.url?.startsWith("/interaction/")) return answer(request, response);
      // Whoever is at the browser has been signed in before, as in most companies.
      return provider.interactionFinished(request, response, {
        login: { accountId: test.signInAs },
      });
    };
  }
}

function configuration(
  clients: ClientMetadata[],
  accounts: Record<string, Account>,
  keys: object[],
): Configuration {
  return {
    clients,
    jwks: { keys },
    cookies: { keys: ["only for tests"] },
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name", "groups", "ram_user"],
    },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    async findAccount(_context, accountId) {
      return { accountId, claims: async () => ({ ...accounts[accountId], sub: accountId }) };
    },
    // Nobody is asked whether a company's own program may know his name.
    async loadExistingGrant({ oidc }) {
      const { provider, client, session } = oidc;
      const grant = new provider.Grant({
        ...(client ? { clientId: client.clientId } : {}),
        ...(session?.accountId ? { accountId: session.accountId } : {}),
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
