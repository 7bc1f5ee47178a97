/**
 * What of an element's attributes it needs to look as it does. Names and roles are left out, since nothing of a first
 * view can be used or is read out, and so are addresses and identifiers.
 */
const left =
  /^(?:id|href|title|role|name|for|tabindex|style|autocomplete|spellcheck|maxlength|scope|type|value|xmlns|data-discover|aria-(?:hidden|label|labelledby|describedby|controls|haspopup|expanded|live|busy|rowcount|rowindex|sort|keyshortcuts|modal|valuenow|valuemin|valuemax|orientation))$/;
/**
 * The classes of what a pointer, the focus or paper does to an element, and of what moves: the browser has enough to do
 * until the app is there.
 */
const leftClass =
  /^(?:\[&(?:amp;)?(?:>|&gt;)svg\]:)?pulse$|^animate-none!$|^(?:print|hover|focus|focus-visible|disabled|starting|has-focus-visible|group-\w+|data-popup-open):|^(?:transition|cursor|select|outline|duration)-|^(?:transition|outline-none)$/;
/** What could be filled in before the app is there, and would then be lost. */
const fields = /^(?:input|select|textarea)$/;

const tagPattern = /<([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/gi;
const attributePattern = /([\w:-]+)(?:="([^"]*)")?/g;

/**
 * The HTML of a page as React writes it, as a picture of it: the same elements and classes, and nothing to use.
 * @param table the class that its table gets
 */
export function pictureOf(html: string, table: string | null): string {
  return html
    .replaceAll(/<title>.*?<\/title>|<link[^>]*>|<script.*?<\/script>/g, "")
    .replaceAll(tagPattern, (_tag, name: string, given: string, end: string) => {
      const attributes = [...given.matchAll(attributePattern)]
        .filter(([, key = ""]) => !left.test(key.toLowerCase()))
        .map(([, key = "", value = ""]) => {
          const names = key === "class" ? keptClasses(value) : value;
          const isTable = key === "class" && name === "table" && table !== null;
          const text = isTable ? `${names} ${table}` : names;
          return text === "" ? key : `${key}="${text}"`;
        });
      if (fields.test(name)) attributes.push("disabled");
      return `<${[name, ...attributes].join(" ")}${end}>`;
    });
}

const keptClasses = (list: string) =>
  list
    .split(" ")
    .filter((name) => name !== "" && !leftClass.test(name))
    .join(" ");

/** Every class that some HTML has. */
export function classesOf(html: string): Set<string> {
  const lists = [...html.matchAll(/ class="([^"]*)"/g)].map(([, list = ""]) => plain(list));
  return new Set(lists.flatMap((list) => list.split(" ")).filter((name) => name !== ""));
}

const signs: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

const plain = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (sign) => signs[sign] ?? sign);
