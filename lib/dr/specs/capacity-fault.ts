const UNITS: Readonly<Record<string, number>> = {
  '': 1, 'n': 1e-9, 'u': 1e-6, 'm': 1e-3, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18,
  'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40, 'Pi': 2 ** 50, 'Ei': 2 ** 60,
};

/**
 * What is wrong with a range of sizes, `10Gi,100Gi`; each end may be empty.
 * Source: Velero v1.18.2, `internal/resourcepolicies/volume_resources.go`.
 */
export function capacityFault(text: string): string | undefined {
  if (text === '') return undefined;
  const ends = text.split(',').map(end => end.trim());
  if (ends.length !== 2) return `write the smallest and the largest size with a comma between them, such as 10Gi,100Gi or 10Gi, or ,100Gi, got '${text}'`;
  const [lower, upper] = ends.map(end => (end === '' ? 0 : quantity(end)));
  const bad = lower === undefined ? ends[0] : upper === undefined ? ends[1] : undefined;
  if (bad !== undefined) return `'${bad}' is no quantity; write such as 10Gi, got '${text}'`;
  return upper! >= lower! || (lower !== 0 && upper === 0) ? undefined : `the largest size is below the smallest; write ${ends[1]},${ends[0]}, got '${text}'`;
}

function quantity(text: string): number | undefined {
  const [, amount, exponent, unit] = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([KMGTPE]i|[numkMGTPE]?))$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (exponent === undefined ? UNITS[unit] : 10 ** Number(exponent));
}
