import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfig } from "../server/config/config";
import { createApp } from "../server/http/app";
import {
  compose,
  composeOverlay,
  deploy,
  deployment,
  disruptionBudget,
  ingress,
  kustomization,
  networkPolicy,
  readYaml,
  resourcesOf,
  secret,
  service,
  serviceAccount,
  yamlFiles,
} from "./deploy.testing";
import { parseDockerfile } from "./dockerfile.testing";

const root = fileURLToPath(new URL("..", import.meta.url));
const image = parseDockerfile(readFileSync(join(root, "Dockerfile"), "utf8")).at(-1);
const instruction = (name: string) =>
  image?.instructions.find((one) => one.name === name)?.text ?? "";
/** What the image sets itself. */
const imageEnv = Object.fromEntries(
  instruction("ENV")
    .split(" ")
    .map((pair) => pair.split("=")),
);
const only = (path: string) => readYaml(`kubernetes/${path}`)[0];

/**
 * A configuration file as the image reads it where its secrets are mounted, and which secrets those were.
 * @throws {ConfigError} when it has mistakes
 */
function configOf(file: string, env: Record<string, string> = {}) {
  const secrets = new Set<string>();
  const readText = (path: string) => {
    if (!path.startsWith("/run/secrets/")) return readFileSync(join(deploy, file), "utf8");
    secrets.add(path);
    return "postgres://snapdeck:secret@postgres:5432/snapdeck";
  };
  const config = readConfig(
    { ...imageEnv, ...env, SNAPDECK_CONFIG: "/etc/snapdeck/snapdeck.yaml" },
    { readText },
  );
  return { config, secrets: [...secrets].toSorted() };
}

it("is YAML throughout, and names its files right", () => {
  const files = yamlFiles();
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) expect(readYaml(file).length).toBeGreaterThan(0);
  for (const file of resourcesOf("kubernetes/examples/kustomization.yaml")) {
    expect(existsSync(join(deploy, file)), file).toBe(true);
  }
});

describe("the base for Kubernetes", () => {
  const { spec } = deployment.parse(only("base/deployment.yaml"));
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const ports = container.ports.map(({ name }) => name);
  const base = kustomization.parse(only("base/kustomization.yaml"));

  it("selects its own pods everywhere, and names ports that they have", () => {
    const own = expect.objectContaining(spec.selector.matchLabels);
    expect(spec.template.metadata.labels).toEqual(own);
    const { selector, ports: served } = service.parse(only("base/service.yaml")).spec;
    expect(selector).toEqual(spec.selector.matchLabels);
    expect(ports).toEqual(expect.arrayContaining(served.map(({ targetPort }) => targetPort)));
    const budget = disruptionBudget.parse(only("base/pod-disruption-budget.yaml")).spec;
    expect(budget.selector).toEqual(spec.selector);
    expect(budget.minAvailable).toBeLessThan(spec.replicas);
    const policy = networkPolicy.parse(only("base/network-policy.yaml")).spec;
    expect(policy.podSelector).toEqual(spec.selector);
    const open = policy.ingress.flatMap((rule) => rule.ports.map(({ port }) => port));
    expect(ports).toEqual(expect.arrayContaining(open));
    for (const { labelSelector } of pod.topologySpreadConstraints) {
      expect(labelSelector).toEqual(spec.selector);
    }
    const { rules, tls } = ingress.parse(only("examples/ingress.yaml")).spec;
    for (const { host, http } of rules) {
      expect(tls.flatMap(({ hosts }) => hosts)).toContain(host);
      for (const { backend } of http.paths) {
        expect(backend.service.name).toBe("snapdeck");
        expect(served.map(({ name }) => name)).toContain(backend.service.port.name);
      }
    }
  });

  it("mounts what there is, where the configuration looks for it", () => {
    const mounted = container.volumeMounts.map(({ name }) => name);
    expect(mounted.toSorted()).toEqual(pod.volumes.map(({ name }) => name).toSorted());
    const generated = base.configMapGenerator ?? [];
    const expected = secret.parse(only("examples/secret.yaml"));
    for (const { configMap, secret: from } of pod.volumes) {
      if (configMap) expect(generated.map(({ name }) => name)).toContain(configMap.name);
      if (from) {
        expect(from.secretName).toBe(expected.metadata.name);
        const keys = from.items.map(({ key }) => key);
        expect(keys).toEqual(Object.keys(expected.stringData));
        expect(Object.values(expected.stringData)).toEqual(keys.map(() => ""));
      }
    }
    const { secrets } = configOf("kubernetes/base/snapdeck.yaml");
    const folder = container.volumeMounts.find(({ name }) => name === "secrets")?.mountPath;
    const items = pod.volumes.flatMap(({ secret: from }) => from?.items ?? []);
    expect(secrets).toEqual(items.map(({ path }) => `${folder}/${path}`).toSorted());
    const config = container.env.find(({ name }) => name === "SNAPDECK_CONFIG")?.value ?? "";
    expect(container.volumeMounts.find(({ name }) => name === "config")?.mountPath).toBe(
      dirname(config),
    );
    const { metadata } = serviceAccount.parse(only("base/service-account.yaml"));
    expect(pod.serviceAccountName).toBe(metadata.name);
    expect(metadata.annotations).toHaveProperty(["pod-identity.alibabacloud.com/role-name"]);
  });

  it("lets in whom a provider signs in, with sessions that every replica reads, at the ingress's address", () => {
    const { access, allowedHosts, basePath } = configOf("kubernetes/base/snapdeck.yaml").config;
    expect(access.mode).toBe("oidc");
    expect(access.sessionKeys).toHaveLength(1);
    expect(access.rules?.length).toBeGreaterThan(0);
    const { rules } = ingress.parse(only("examples/ingress.yaml")).spec;
    const hosts = rules.map(({ host }) => host);
    expect(hosts).toEqual([new URL(access.url ?? "").host]);
    expect(allowedHosts).toEqual(hosts);
    expect(basePath).toBe("");
  });

  it("serves the metrics on a port that is named, with a token, for Prometheus alone", () => {
    const { metrics } = configOf("kubernetes/base/snapdeck.yaml").config;
    const own = container.ports.find(({ name }) => name === "metrics");
    expect(metrics).toMatchObject({ own: { host: "0.0.0.0", port: own?.containerPort } });
    expect(metrics?.token).not.toBeNull();
    const { ingress: ways } = networkPolicy.parse(only("base/network-policy.yaml")).spec;
    expect(ways.map((way) => way.ports.map(({ port }) => port))).toEqual([["http"], ["metrics"]]);
    for (const { from } of ways) expect(from).toHaveLength(1);
  });

  it("asks for addresses that the server has", async () => {
    const app = createApp({ connections: [] });
    const { startupProbe, readinessProbe, livenessProbe } = container;
    for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe]) {
      expect(ports).toContain(httpGet.port);
      const asNodeAsks = `http://10.0.0.7:8787${httpGet.path}`;
      expect((await app.request(asNodeAsks)).status, httpGet.path).toBe(200);
    }
    expect(readinessProbe.httpGet.path).toBe("/readyz");
  });

  it("runs the image as it is meant: its port, its user, and the time that it takes to end", () => {
    expect(String(container.ports[0]?.containerPort)).toBe(imageEnv.PORT);
    expect(instruction("EXPOSE")).toBe(imageEnv.PORT);
    const { runAsUser, runAsGroup } = pod.securityContext;
    expect(`${runAsUser}:${runAsGroup}`).toBe(instruction("USER"));
    const beforehand = Number(container.lifecycle.preStop.exec.command.at(-1));
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(beforehand + 10);
  });

  const kubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
  if (!kubectl) process.stderr.write("\n!!! No kubectl: kustomize itself was not tried. !!!\n\n");
  it.skipIf(!kubectl)("is put together by kustomize", () => {
    const text = execFileSync("kubectl", ["kustomize", join(deploy, "kubernetes/examples")], {
      encoding: "utf8",
    });
    const kinds = [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind = ""]) => kind);
    expect(kinds.toSorted()).toEqual([
      "ConfigMap",
      "Deployment",
      "Ingress",
      "Namespace",
      "NetworkPolicy",
      "PodDisruptionBudget",
      "Service",
      "ServiceAccount",
    ]);
    // The generated name has come where the deployment refers to it.
    expect(text.match(/name: snapdeck-[a-z0-9]{10}$/gm)).toHaveLength(2);
  });
});

describe("compose", () => {
  const { services, secrets, volumes } = compose.parse(readYaml("compose.yaml")[0]);
  const { snapdeck, postgres } = services;

  it("lets only this machine in where it says open", () => {
    expect(snapdeck?.environment.SNAPDECK_ACCESS).toBe("open");
    expect(snapdeck?.ports).toEqual([`127.0.0.1:8787:${imageEnv.PORT}`]);
    expect(postgres?.ports).toBeUndefined();
    expect(snapdeck?.read_only).toBe(true);
  });

  it("has a configuration that is right, and gives it the secrets that it names", () => {
    const { secrets: read } = configOf("compose/snapdeck.yaml", snapdeck?.environment);
    const given = (snapdeck?.secrets ?? []).map((name) => `/run/secrets/${name}`);
    expect(read).toEqual(given.toSorted());
    const [mount = ""] = snapdeck?.volumes ?? [];
    expect(mount).toBe(`./compose/snapdeck.yaml:${snapdeck?.environment.SNAPDECK_CONFIG}:ro`);
  });

  it("lets people sign in where the other file is laid over it", () => {
    const overlay = composeOverlay.parse(readYaml("compose.oidc.yaml")[0]);
    const more = overlay.services.snapdeck;
    const env = { ...snapdeck?.environment, ...more.environment };
    const { config, secrets: read } = configOf("compose/snapdeck.oidc.yaml", env);
    expect(config.access.mode).toBe("oidc");
    expect(config.allowedHosts).toEqual([new URL(config.access.url ?? "").host]);
    const given = [...(snapdeck?.secrets ?? []), ...more.secrets];
    expect(read).toEqual(given.map((name) => `/run/secrets/${name}`).toSorted());
    expect(more.secrets).toEqual(Object.keys(overlay.secrets));
    for (const { file } of Object.values(overlay.secrets))
      expect(file).toMatch(/^\.\/secrets\/\w+$/);
    expect(more.volumes).toEqual([
      `./compose/snapdeck.oidc.yaml:${more.environment.SNAPDECK_CONFIG}:ro`,
    ]);
  });

  it("declares every secret and volume that is used, and keeps the secrets out of the repository", () => {
    const used = Object.values(services).flatMap((one) => one.secrets);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(secrets).toSorted());
    expect(postgres?.environment.POSTGRES_PASSWORD_FILE).toBe("/run/secrets/postgres_password");
    expect(postgres?.volumes?.map((one) => one.split(":")[0])).toEqual(Object.keys(volumes));
    expect(postgres?.healthcheck?.test).toContain("pg_isready");
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\.\/secrets\/\w+$/);
    expect(readFileSync(join(root, ".gitignore"), "utf8")).toMatch(/^deploy\/secrets\/$/m);
  });
});
