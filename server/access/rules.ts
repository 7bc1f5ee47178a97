import type { AccessRule } from "../config/access";
import { groupKey, type Identity } from "./identity";
import type { ConnectionScope, InstanceRule, Viewer } from "./viewer";

/** Persons by their groups, addresses and subjects; without any of them, everybody. */
export type Persons = Pick<AccessRule, "groups" | "emails" | "subjects">;

/** Whether somebody is among the persons. */
export function isAmong({ groups, emails, subjects }: Persons, identity: Identity): boolean {
  if (groups === undefined && emails === undefined && subjects === undefined) return true;
  const { email, subject } = identity;
  return (
    (groups ?? []).some((name) => identity.groups.includes(groupKey(name))) ||
    (email !== null && (emails ?? []).some((one) => one.toLowerCase() === email)) ||
    (subjects ?? []).includes(subject)
  );
}

/** What a rule lets somebody see of the connections that it names. */
export type ShownRule = Pick<AccessRule, "connections" | "workspaces"> & {
  owner?: AccessRule["owner"];
};

/**
 * What the rules let somebody see, each one more: whatever one of them shows is shown.
 * @param rules those that are about this person
 * @param owner the id that the service knows them by as an owner; without one, nothing is their own
 */
export function scopesOf(
  rules: readonly ShownRule[],
  owner: string | null,
): (connection: string) => ConnectionScope | null {
  return (connection) => {
    const theirs = rules.filter(
      ({ connections }) => connections === "all" || connections.includes(connection),
    );
    const parts: InstanceRule[] = [];
    for (const rule of theirs) {
      const part = partOf(rule, owner);
      if (part === "whole") return "whole";
      if (part !== null) parts.push(part);
    }
    return parts.length === 0 ? null : parts;
  };
}

function partOf(rule: ShownRule, owner: string | null): InstanceRule | "whole" | null {
  const workspaces = rule.workspaces ?? null;
  if (rule.owner === "self") return owner === null ? null : { workspaces, owner };
  return workspaces === null ? "whole" : { workspaces, owner: null };
}

export interface ViewerRules {
  /** Null shows everything to whoever may come in. */
  rules: readonly AccessRule[] | null;
  /** Null for whoever sees everything. */
  operators: Persons | null;
}

/** What somebody who has signed in may see. */
export function viewerOf(identity: Identity, { rules, operators }: ViewerRules): Viewer {
  const theirs = rules?.filter((rule) => isAmong(rule, identity)) ?? [
    { connections: "all" as const },
  ];
  return {
    id: identity.email ?? identity.subject,
    name: identity.name ?? identity.email ?? identity.subject,
    owner: identity.owner,
    operator: operators === null ? theirs.some(showsEverything) : isAmong(operators, identity),
    readOnly: false,
    scopeOf: scopesOf(theirs, identity.owner),
  };
}

const showsEverything = ({ connections, workspaces, owner }: ShownRule) =>
  connections === "all" && workspaces === undefined && owner === undefined;
