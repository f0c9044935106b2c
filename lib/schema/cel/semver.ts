import { define } from './define';
import { Environment } from '../cel-js';

class Semver {
  constructor(public readonly numbers: readonly bigint[], public readonly prerelease: readonly string[]) {}
}

const UINT64 = 2n ** 64n;
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;

/** `semver` and what belongs to it. Source: Kubernetes 1.34, `apiserver/pkg/cel/library/semverlib.go`. */
export function registerSemver(environment: Environment): void {
  environment
    .registerType('Semver', Semver)
    .registerOperator('Semver == Semver', (a: Semver, b: Semver) => compare(a, b) === 0n);
  define(environment, {
    'isSemver(string): bool': (text: string) => parse(text) !== undefined,
    'isSemver(string, bool): bool': (text: string, lenient: boolean) => parse(lenient ? normalized(text) : text) !== undefined,
    'semver(string): Semver': toSemver,
    'semver(string, bool): Semver': (text: string, lenient: boolean) => toSemver(lenient ? normalized(text) : text),
    'Semver.major(): int': (version: Semver) => version.numbers[0],
    'Semver.minor(): int': (version: Semver) => version.numbers[1],
    'Semver.patch(): int': (version: Semver) => version.numbers[2],
    'Semver.isGreaterThan(Semver): bool': (a: Semver, b: Semver) => compare(a, b) > 0n,
    'Semver.isLessThan(Semver): bool': (a: Semver, b: Semver) => compare(a, b) < 0n,
    'Semver.compareTo(Semver): int': compare,
  });
}

function toSemver(text: string): Semver {
  const version = parse(text);
  if (!version) throw new Error(`${JSON.stringify(text)} is no semantic version`);
  return version;
}

function parse(text: string): Semver | undefined {
  const [whole, major, minor, patch, prerelease] = SEMVER.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const numbers = [major, minor, patch].map(BigInt);
  return numbers.some(number => number >= UINT64) ? undefined : new Semver(numbers, prerelease?.split('.') ?? []);
}

/** `v1.02` as `1.2.0`; a short version with a pre-release stays as it is, and so is none. */
function normalized(text: string): string {
  const parts = /^v?([^.]*)(?:\.([^.]*))?(?:\.(.*))?$/s.exec(text)!.slice(1);
  const short = parts.some(part => part === undefined);
  if (short && /[+-]/.test(text)) return text;
  return parts.map(part => (part ?? '0').replace(/^0+(?=\d)/, '')).join('.');
}

function compare(a: Semver, b: Semver): bigint {
  for (const i of [0, 1, 2]) if (a.numbers[i] !== b.numbers[i]) return a.numbers[i] > b.numbers[i] ? 1n : -1n;
  const [ofA, ofB] = [a, b].map(version => version.prerelease.length === 0 ? 0n : 1n);
  if (ofA === 0n || ofB === 0n) return ofB - ofA;
  for (let i = 0; i < Math.max(a.prerelease.length, b.prerelease.length); i++) {
    const order = compareIdentifiers(a.prerelease[i], b.prerelease[i]);
    if (order !== 0n) return order;
  }
  return 0n;
}

function compareIdentifiers(a: string | undefined, b: string | undefined): bigint {
  if (a === b) return 0n;
  if (a === undefined || b === undefined) return a === undefined ? -1n : 1n;
  const [aIsNumber, bIsNumber] = [a, b].map(text => /^\d+$/.test(text));
  if (aIsNumber && bIsNumber) return BigInt(a) > BigInt(b) ? 1n : -1n;
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1n : 1n;
  return a > b ? 1n : -1n;
}
