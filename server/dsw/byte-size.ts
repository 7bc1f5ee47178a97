/** What an object, an array or a text takes besides its contents. */
const overheadBytes = 24;
/** What a property or an element takes: its slot, and its value if that is a number. */
const slotBytes = 8;

/** About how many bytes of memory a value of plain data takes; a little too many rather than too few. */
export function byteSizeOf(value: unknown): number {
  if (typeof value === "string") {
    // V8 may store text beyond ASCII with two bytes a character.
    const isAscii = Buffer.byteLength(value) === value.length;
    return overheadBytes + value.length * (isAscii ? 1 : 2);
  }
  if (typeof value !== "object" || value === null) return 0;
  let bytes = overheadBytes;
  for (const content of Object.values(value)) bytes += slotBytes + byteSizeOf(content);
  return bytes;
}
