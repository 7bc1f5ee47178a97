const minute = 60_000;
const hour = 60 * minute;

/** Push times that an axis ends at. */
const durationTops = [
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
];
const rateTops = [0.05, 0.1, 0.2, 0.5, 1];

/** The value at the top of an axis: the first round one that nothing exceeds. */
const topAmong = (tops: readonly number[], most: number) =>
  tops.find((top) => top >= most) ?? roundTop(most);

export const durationTop = (most: number) => topAmong(durationTops, most);
export const rateTop = (most: number) => topAmong(rateTops, most);

/** 1, 2, 3, 4, 5, 6 or 8 times a power of ten, at least 1. */
export function roundTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return (
    [1, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((top) => top >= most) ??
    10 * power
  );
}

/** The places of so many labels at most, evenly apart, the last one among them: what is newest is always named. */
export function tickPlaces(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / most));
  const places: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) places.unshift(at);
  return places;
}
