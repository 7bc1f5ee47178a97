import type { Coverage, TextLanguage, Visibility } from "../contract";
import { exportWords } from "../snapshots/export-words";
import { visibilityText } from "../snapshots/visibility";
import { isoSecond } from "./columns";

interface Words {
  read: (read: number, instances: number) => string;
  oldest: (time: string) => string;
  failed: (count: number, names: readonly string[]) => string;
  unconfirmed: (count: number) => string;
  visibility: (connection: string, scope: string, workspace: string | null) => string;
  code: (instance: string, code: string) => string;
}

const words: Record<TextLanguage, Words> = {
  en: {
    read: (read, instances) => `${read} of ${instances} instances read`,
    oldest: (time) => `oldest reading ${time}`,
    failed: (count, names) => `${count} could not be read: ${names.join(", ")}`,
    unconfirmed: (count) => `${count} vanished and not yet known to be gone`,
    visibility: (connection, scope, workspace) =>
      `${connection}: ${scope}${workspace === null ? "" : ` of workspace ${workspace}`}`,
    code: (instance, code) => `${instance} (${code})`,
  },
  "zh-CN": {
    read: (read, instances) => `共 ${instances} 个实例，已读取 ${read} 个`,
    oldest: (time) => `最早一次读取于 ${time}`,
    failed: (count, names) => `${count} 个无法读取：${names.join("、")}`,
    unconfirmed: (count) => `${count} 个已从列表中消失，尚未确认删除`,
    visibility: (connection, scope, workspace) =>
      `${connection}：${workspace === null ? "" : `工作空间 ${workspace}，`}${scope}`,
    code: (instance, code) => `${instance}（${code}）`,
  },
};

/** How much of the account a list rests on, as a sentence for a file or a ticket. */
export function coverageSentence(coverage: Coverage, language: TextLanguage): string {
  const { instances, read, oldestReadAt, failed, unconfirmed, visibility } = coverage;
  const say = words[language];
  const { time, separator } = exportWords[language];
  const names = failed.map(({ instanceId, code }) => say.code(instanceId, code));
  return [
    say.read(read, instances),
    ...(oldestReadAt === null ? [] : [say.oldest(time(isoSecond(Date.parse(oldestReadAt))))]),
    ...(names.length === 0 ? [] : [say.failed(names.length, names)]),
    ...(unconfirmed === 0 ? [] : [say.unconfirmed(unconfirmed)]),
    ...visibility.map(({ connection, scope, workspace }: Visibility) =>
      say.visibility(connection, visibilityText(scope, language), workspace),
    ),
  ].join(separator);
}
