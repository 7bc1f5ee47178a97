/**
 * What kind of word a word of a message is, by general English alone: no list here knows a system. The
 * question behind it is always whether the word may be a value that varies (`root` in "user root"), or
 * belongs to what the message says.
 */

const set = (words: string) => new Set(words.trim().split(/\s+/));

/** Words that hold a sentence together. */
const grammar = set(`
  a an the this that these those it its i we you he they is are was were be been being am has have had do does did
  will would shall should can could may might must of in on at by for from with without within to into onto out over
  under up down off about after before during since until while when where which who what why how than then there here
  and or but nor so if else because as not no none never cannot too very all any both each every few more most other
  another some such only own same just also again already still yet now once between against through above below via
  per upon due unless whether however please instead etc
`);

/** What is done; a message about one thing is none about another. Base forms: endings are taken off before. */
const actions = set(`
  abort accept access acquire activate add allocate allow append apply assign attach authenticate authorize back backup
  begin bind block boot break build call cancel change check clean clear close commit compile complete compress compute
  configure confirm connect copy create crash deactivate decode decrypt delete deny dequeue deploy destroy detach detect
  dial disable disconnect dispatch download drop dump emit enable encode encrypt end enqueue enter evict exceed execute
  exist exit expand expire export extract fail fetch fill find finish flush force fork format free freeze generate get
  grant handle hang hash head ignore import init initialize insert install invoke join kill launch leave limit link list
  listen load lock log login logout lookup lose make match merge migrate miss mkdir chmod chown stat lstat symlink seek mount move negotiate notify obtain open
  overwrite pack parse pass patch pause perform ping poll pop post prepare print probe process publish pull purge push put
  query queue quit raise reach read receive recover redirect refresh refuse register reject release reload remove rename
  renew replace reply report request require reserve reset resolve respond restart restore resume retrieve retry return
  revert revoke revoke rollback rotate route run save scan schedule search select send serve set shut shutdown sign skip
  sleep snapshot spawn split start stop store submit subscribe succeed suspend switch sync synchronize tag terminate
  throttle time timeout transfer trigger trust unblock uninstall unload unlink unlock unmount unpack unregister unsubscribe
  update upgrade upload use validate verify wait wake warn watch write yield
`);

/** What is done to images and containers, and how it ends: never a value, whatever stands beside. */
const ownActions = set(`
  abort build cancel clone close commit connect copy create delete deploy download evict export fail fetch import kill load
  lock login logout mount open pack pull push read remove restart restore resume run save start stop succeed suspend sync
  terminate timeout unmount unpack update upload write
`);

/** How it went or how it is: two outcomes are two messages. */
const states = set(`
  abnormal absent active alive available bad broken busy complete corrupt critical dead debug degraded different dirty
  down duplicate empty error exception failure fatal finished full gone good healthy high idle illegal immutable inactive incomplete
  incompatible incorrect info inner insufficient internal invalid large last late live long low malformed max maximum
  min minimum missing mismatch negative new null offline ok old online out outer partial pending permanent possible present
  ready recent remote local rejected short slow small stale stuck success successful successfully temporary unable
  unauthorized unavailable undefined unexpected unhealthy unknown unreachable unsupported valid warning wrong yes
  forbidden denied unhandled first second next previous current default total empty
`);

/** Things that are called by a name: a word behind one of them is often the name. */
const named = set(`
  account address app application bucket channel client cluster component consumer container controller database device
  disk domain drive driver executor file filesystem folder group host hostname image instance interface job label layer
  library machine member module mount namespace network node object package partition path peer plugin pod pool port
  process producer profile program project provider queue region registry replica repository resource script sensor server
  service session shard snapshot socket stream subsystem switch system table tag task template tenant thread topic unit
  user username view volume vm worker workspace zone
`);

/** Other plain nouns of error messages. */
const nouns = set(`
  authentication authorization auth blob body block buffer byte bytes cache cert certificate code command config
  configuration connection class content context count credential credentials data date deadline depth digest directory
  dns document element entry environment eof error exec field gateway handshake header http https index input ip item
  length level line list login kernel manifest memory id message method mode name number operation option output owner packet
  page parameter password permission permissions policy proxy quota rate reason record reference response result role rule schema
  scope security size space stage state status step storage string subject test tls token topic traffic type upload url value version
`);

/** A word right behind or before one of these names a parameter or a field: it says what is wrong, and never varies. */
const parameters = set(`
  parameter parameters param params field fields argument arguments arg option property attribute header flag setting
  variable column key keys
`);

/** The value of a field of this name selects between messages (`reason=Timeout`, `code: DENIED`). */
const selectors = set(`
  action category cause class cmd code command desc description err errno error event exception exit kind level message
  method mode msg op operation outcome param parameter phase reason result severity signal stage state status step type
  field argument option
`);

/** Asked for the same words again and again; forgotten as a whole when there are too many. */
const remembered = new Map<string, boolean>();
const mostRemembered = 20_000;
const longestRemembered = 40;

/** Whether the word tells what was done, how it went, or holds the sentence together: never a value. */
export function isFixedWord(word: string): boolean {
  const found = remembered.get(word);
  if (found !== undefined) return found;
  const lower = word.toLowerCase();
  const fixed =
    grammar.has(lower) || states.has(lower) || baseForms(lower).some((w) => actions.has(w));
  if (remembered.size >= mostRemembered) remembered.clear();
  if (word.length <= longestRemembered) remembered.set(word, fixed);
  return fixed;
}

/** Whose names may be any word at all. */
const people = set("account host hostname login owner user username");

/** Whether any word may follow as a name: people and machines are called as they like. */
export const takesAnyName = (word: string): boolean => people.has(word.toLowerCase());

/** Whether the word is never a value, not even where many values are known to stand. */
export function isNeverValue(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    /^\d+$/.test(word) ||
    /\p{Script=Han}/u.test(word) ||
    grammar.has(lower) ||
    baseForms(lower).some((w) => ownActions.has(w))
  );
}

/** Whether the word is a plain noun of messages: a value only where values are already known to stand. */
export function isNoun(word: string): boolean {
  const lower = word.toLowerCase();
  const single = lower.endsWith("s") ? lower.slice(0, -1) : lower;
  return (
    [lower, single].some((w) => named.has(w) || nouns.has(w)) || /(?:ing|ed|tion|ly)$/.test(lower)
  );
}

/** Whether a name is likely to follow ("user root"). */
export const takesName = (word: string): boolean =>
  named.has(word.toLowerCase()) || imageVerb.test(word);

/** What is done to one image at a time: its name may follow without a noun. */
const imageVerb = /^(?:push|pull|export|commit|upload)(?:ed|t?ing)?$/i;

export const isParameterWord = (word: string): boolean => parameters.has(word.toLowerCase());

/** Whether a field's value selects between messages, by the last word of its name (`errorCode`, `exit_status`). */
export function isSelector(field: string): boolean {
  const last =
    field
      .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
      .filter(Boolean)
      .at(-1) ?? "";
  return selectors.has(last.toLowerCase());
}

/** An error's or a constant's name: `ECONNRESET`, `MANIFEST_UNKNOWN`, `NoSuchKey`, `Forbidden.RAM`. */
export function isCodeWord(word: string): boolean {
  return (
    (/^[A-Z][A-Z0-9]*(?:[_.-][A-Z0-9]+)*$/.test(word) && word.length > 2) ||
    /^[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+(?:\.\w+)*$/.test(word) ||
    /^[A-Z]\w+\.[A-Z]\w+$/.test(word)
  );
}

/** The word without its ending, in each way that it may have been built. */
function baseForms(word: string): string[] {
  const forms = [word];
  const stem = /^(.{2,}?)(?:s|es|ed|d|ing|er|or)$/.exec(word)?.[1];
  for (const ending of ["s", "es", "ed", "d", "ing"]) {
    if (!word.endsWith(ending)) continue;
    const cut = word.slice(0, -ending.length);
    forms.push(cut, `${cut}e`);
    if (cut.at(-1) === cut.at(-2)) forms.push(cut.slice(0, -1));
    if (cut.endsWith("i")) forms.push(`${cut.slice(0, -1)}y`);
  }
  return stem === undefined ? forms : [...forms, stem];
}
