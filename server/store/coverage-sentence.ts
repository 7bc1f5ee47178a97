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
    oldest: (time) => `oldest data: ${time}`,
    failed: (count, names) => `${count} could not be read: ${names.join(", ")}`,
    unconfirmed: (count) => `${count} missing, not yet confirmed as deleted`,
    visibility: (connection, scope, workspace) =>
      `${connection}: ${scope}${workspace === null ? "" : ` of workspace ${workspace}`}`,
    code: (instance, code) => `${instance} (${code})`,
  },
  "zh-CN": {
    read: (read, instances) => `共 ${instances} 个实例，已读取 ${read} 个`,
    oldest: (time) => `最旧数据：${time}`,
    failed: (count, names) => `${count} 个读取失败：${names.join("、")}`,
    unconfirmed: (count) => `${count} 项已不在列表中，待确认`,
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
