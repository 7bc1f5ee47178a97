import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** One instruction of a Dockerfile. */
export interface Instruction {
  name: string;
  /** What follows it, its lines joined. */
  text: string;
}

/** A stage: from its FROM to the next one. */
export interface Stage {
  image: string;
  /** What other stages call it by; empty for the last one. */
  name: string;
  instructions: Instruction[];
}

/** Takes a Dockerfile apart. @throws {Error} for an instruction before the first FROM */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  const lines = text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n")
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  for (const line of lines) {
    const [, name = "", text = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === "FROM") {
      const [image = "", , alias = ""] = text.split(/\s+/);
      stages.push({ image, name: alias, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (stage === undefined) throw new Error(`${line}: no stage has begun`);
    stage.instructions.push({ name, text });
  }
  return stages;
}

/** What `NAME ["a", "b"]` names, wherever in the instruction the list stands. */
export function execForm({ text }: Instruction): string[] {
  const words: unknown = JSON.parse(text.slice(text.indexOf("[")));
  return Array.isArray(words) ? words.map(String) : [];
}

/** A stage as it was carried out in a folder. */
export interface BuiltStage {
  /** What is `/` in the image. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string | null;
  instructions: readonly Instruction[];
}

/**
 * Carries out what COPY, RUN, ENV and WORKDIR say, each stage with a folder for its `/`.
 * @param context the folder that is sent to the engine
 * @param nodeModules in place of what `npm ci` would install, by its options: it is linked, and not downloaded again
 */
export function buildStages(
  stages: readonly Stage[],
  folder: string,
  context: string,
  nodeModules: Readonly<Record<string, string>>,
): BuiltStage[] {
  const built = new Map<string, BuiltStage>();
  return stages.map(({ name, instructions }, at) => {
    const root = join(folder, name || String(at));
    mkdirSync(root, { recursive: true });
    const stage: BuiltStage = { root, workdir: root, env: {}, user: null, instructions };
    built.set(name, stage);
    for (const instruction of instructions) {
      carryOut(instruction, stage, context, (other) => built.get(other)?.root, nodeModules);
    }
    return stage;
  });
}

function carryOut(
  { name, text }: Instruction,
  stage: BuiltStage,
  context: string,
  rootOf: (stage: string) => string | undefined,
  nodeModules: Readonly<Record<string, string>>,
) {
  const words = text.split(/\s+/);
  switch (name) {
    case "WORKDIR":
      stage.workdir = join(stage.root, text);
      mkdirSync(stage.workdir, { recursive: true });
      break;
    case "ENV":
      for (const word of words) {
        const [key = "", value = ""] = word.split("=");
        stage.env[key] = value.startsWith("/") ? join(stage.root, value) : value;
      }
      break;
    case "USER":
      stage.user = text;
      break;
    case "COPY": {
      const [, from] = /^--from=(\S+)$/.exec(words[0] ?? "") ?? [];
      const source = from === undefined ? context : rootOf(from);
      if (source === undefined) throw new Error(`COPY ${text}: there is no such stage`);
      const paths = from === undefined ? words : words.slice(1);
      const target = paths.pop() ?? "";
      for (const path of paths) {
        // Several files go into a folder; a folder's content becomes the target's.
        const into = target.endsWith("/") ? join(target, path) : target;
        cpSync(join(source, path), join(stage.workdir, into), {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
      break;
    }
    case "RUN": {
      const installed = nodeModules[text];
      if (installed !== undefined) {
        symlinkSync(installed, join(stage.workdir, "node_modules"));
        break;
      }
      // Its absolute paths are meant within the image; who is not root cannot give files away.
      const owners = process.getuid?.() === 0 ? "$&" : "";
      const command = text
        .replace(/(?<=\s)\/(?=\w)/g, `${stage.root}/`)
        .replace(/ -o \d+ -g \d+/, owners);
      execFileSync("sh", ["-c", command], { cwd: stage.workdir, stdio: "pipe" });
      break;
    }
  }
}
