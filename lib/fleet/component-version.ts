/** A release by its numbers: `v1.14.0` is `[1, 14, 0]`; undefined for what is none. */
export function releaseNumbers(version: string): readonly [major: number, minor: number, patch: number] | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch ?? 0)];
}

/** Less than 0 when `a` is the older release. What is no release counts as the oldest. */
export function compareReleases(a: string, b: string): number {
  const [x, y] = [releaseNumbers(a) ?? [-1, 0, 0], releaseNumbers(b) ?? [-1, 0, 0]];
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
}

/** Whether a release is of an older minor than another: patches do not count. What is no release is not older. */
export function isOlderMinor(version: string, than: string): boolean {
  const [a, b] = [releaseNumbers(version), releaseNumbers(than)];
  return a !== undefined && b !== undefined && (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]));
}

/** The value that holds for a release in a table by the first release that it holds for: `{ '1.0': 'v1beta1', '1.11': 'v1beta2' }`. */
export function valueSince<T>(table: Readonly<Record<string, T>>, version: string): T | undefined {
  const since = Object.keys(table).filter(first => compareReleases(first, version) <= 0).sort(compareReleases).pop();
  return since === undefined ? undefined : table[since];
}
