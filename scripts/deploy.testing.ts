import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { z } from "zod";

/** The folder of what is deployed. */
export const deploy = fileURLToPath(new URL("../deploy", import.meta.url));

/** Everything in a YAML file, one value a document. @throws {Error} where it is no YAML, or a key stands twice */
export function readYaml(path: string): unknown[] {
  const documents = parseAllDocuments(readFileSync(join(deploy, path), "utf8"));
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw new Error(`${path}: ${problem.message}`);
    return document.toJS();
  });
}

/** Every YAML file of the folder. */
export const yamlFiles = () =>
  readdirSync(deploy, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.ya?ml$/.test(name),
  );

const labels = z.record(z.string(), z.string());
const selector = z.strictObject({ matchLabels: labels });
const metadata = z.looseObject({
  name: z.string(),
  annotations: labels.optional(),
  labels: labels.optional(),
});
const object = <Shape extends z.ZodRawShape>(kind: string, shape: Shape) =>
  z.strictObject({ apiVersion: z.string(), kind: z.literal(kind), metadata, ...shape });
const probe = z.looseObject({ httpGet: z.strictObject({ path: z.string(), port: z.string() }) });

/** What the tests look at of the manifests; a field that is misspelt is missing. */
export const deployment = object("Deployment", {
  spec: z.strictObject({
    replicas: z.number(),
    strategy: z.looseObject({}),
    selector,
    template: z.strictObject({
      metadata: z.strictObject({ labels }),
      spec: z.strictObject({
        serviceAccountName: z.string(),
        automountServiceAccountToken: z.literal(false),
        enableServiceLinks: z.literal(false),
        terminationGracePeriodSeconds: z.number(),
        securityContext: z.strictObject({
          runAsNonRoot: z.literal(true),
          runAsUser: z.number(),
          runAsGroup: z.number(),
          fsGroup: z.number(),
          seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }),
        }),
        topologySpreadConstraints: z.array(z.looseObject({ labelSelector: selector })),
        containers: z.tuple([
          z.strictObject({
            name: z.string(),
            image: z.string(),
            env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
            ports: z.array(z.strictObject({ name: z.string(), containerPort: z.number() })),
            startupProbe: probe,
            readinessProbe: probe,
            livenessProbe: probe,
            lifecycle: z.strictObject({
              preStop: z.strictObject({ exec: z.strictObject({ command: z.array(z.string()) }) }),
            }),
            resources: z.looseObject({ requests: labels, limits: labels }),
            securityContext: z.strictObject({
              allowPrivilegeEscalation: z.literal(false),
              readOnlyRootFilesystem: z.literal(true),
              capabilities: z.strictObject({ drop: z.tuple([z.literal("ALL")]) }),
            }),
            volumeMounts: z.array(
              z.strictObject({
                name: z.string(),
                mountPath: z.string(),
                readOnly: z.boolean().optional(),
              }),
            ),
          }),
        ]),
        volumes: z.array(
          z.strictObject({
            name: z.string(),
            configMap: z.strictObject({ name: z.string() }).optional(),
            secret: z
              .strictObject({
                secretName: z.string(),
                items: z.array(z.strictObject({ key: z.string(), path: z.string() })),
              })
              .optional(),
            emptyDir: z.looseObject({}).optional(),
          }),
        ),
      }),
    }),
  }),
});
const port = z.union([z.string(), z.number()]);
export const service = object("Service", {
  spec: z.strictObject({
    selector: labels,
    ports: z.array(z.strictObject({ name: z.string(), port: z.number(), targetPort: z.string() })),
  }),
});
export const serviceAccount = object("ServiceAccount", {
  automountServiceAccountToken: z.literal(false),
});
export const disruptionBudget = object("PodDisruptionBudget", {
  spec: z.strictObject({ minAvailable: z.number(), selector }),
});
export const networkPolicy = object("NetworkPolicy", {
  spec: z.strictObject({
    podSelector: selector,
    policyTypes: z.array(z.string()),
    ingress: z.array(
      z.strictObject({
        from: z.array(z.looseObject({})),
        ports: z.array(z.looseObject({ port })),
      }),
    ),
    egress: z.array(z.looseObject({ ports: z.array(z.looseObject({ port })) })),
  }),
});
export const ingress = object("Ingress", {
  spec: z.looseObject({
    tls: z.array(z.strictObject({ hosts: z.array(z.string()), secretName: z.string() })),
    rules: z.array(
      z.strictObject({
        host: z.string(),
        http: z.strictObject({
          paths: z.array(
            z.looseObject({
              backend: z.strictObject({
                service: z.strictObject({
                  name: z.string(),
                  port: z.strictObject({ name: z.string() }),
                }),
              }),
            }),
          ),
        }),
      }),
    ),
  }),
});
export const secret = object("Secret", { type: z.literal("Opaque"), stringData: labels });
export const kustomization = z.looseObject({
  resources: z.array(z.string()),
  configMapGenerator: z
    .array(z.strictObject({ name: z.string(), files: z.array(z.string()) }))
    .optional(),
});
export const compose = z.looseObject({
  services: z.record(
    z.string(),
    z.looseObject({
      environment: labels,
      ports: z.array(z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      secrets: z.array(z.string()),
      read_only: z.boolean().optional(),
      healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
});

/** A file that is laid over the compose file. */
export const composeOverlay = z.strictObject({
  services: z.strictObject({
    snapdeck: z.strictObject({
      environment: labels,
      volumes: z.array(z.string()),
      secrets: z.array(z.string()),
    }),
  }),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
});

/** The files that a kustomization brings together, each where it stands; those of the ones it builds on too. */
export function resourcesOf(path: string): string[] {
  const [read] = readYaml(path);
  return kustomization.parse(read).resources.flatMap((name) => {
    const file = join(dirname(path), name);
    const below = join(file, "kustomization.yaml");
    return existsSync(join(deploy, below)) ? resourcesOf(below) : [file];
  });
}
