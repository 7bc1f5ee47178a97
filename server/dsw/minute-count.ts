/** How many there were in the last minute, counted by whole seconds. */
export interface MinuteCount {
  add(): void;
  count(): number;
}

const seconds = 60;

/**
 * A count of nothing yet. It keeps one number for each second, however many there are.
 * @param now milliseconds since the epoch
 */
export function createMinuteCount(now: () => number): MinuteCount {
  const places = Array.from({ length: seconds }, () => ({ second: -1, count: 0 }));
  const secondNow = () => Math.floor(now() / 1000);
  return {
    add() {
      const second = secondNow();
      const place = places[second % seconds];
      if (place === undefined) return;
      if (place.second !== second) Object.assign(place, { second, count: 0 });
      place.count += 1;
    },
    count() {
      const last = secondNow();
      const within = places.filter(({ second }) => second > last - seconds && second <= last);
      return within.reduce((sum, { count }) => sum + count, 0);
    },
  };
}
