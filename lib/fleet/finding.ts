import { withoutMarkers } from './deferred-marker';
import { compareText } from './names';

/** How bad a finding is: an `error` stops the synth, a `warning` is only printed. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong with a fleet, as data. */
export interface Finding {
  /** What kind of thing is wrong. A literal that never changes: people filter by it. */
  readonly code: string;
  /** `error` stops the synth before anything is written, `warning` is only printed. */
  readonly severity: Severity;
  /** Names of the clusters involved, sorted. */
  readonly clusters: readonly string[];
  /** Paths of the constructs involved, sorted. */
  readonly paths: readonly string[];
  /** Both parties, the values and the fix, in one line. */
  readonly message: string;
}

/** A `Finding` as one line of text, whatever names are in it, those of a lock from a pull request included: `error overlapping-ranges: ...`. */
export function formatFinding(finding: Finding): string {
  return `${finding.severity} ${finding.code}: ${withoutMarkers(finding.message).replace(/\s*\n\s*/g, ' ').replace(/\p{Cc}/gu, escapeControl)}`;
}

/** A carriage return or an escape sequence would have a terminal show another line than the one that is there. */
function escapeControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The same findings in an order that does not depend on how the program was written: errors first, then by code and message; doubles dropped, and
 * what is deferred is called so.
 */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const keyed = findings.map(withPlainMessage).map(finding => ({ finding, key: `${finding.severity}\n${finding.code}\n${finding.message}\n${finding.paths.join('\n')}` }));
  keyed.sort((a, b) => compareText(a.key, b.key));
  return keyed.filter((entry, i) => i === 0 || entry.key !== keyed[i - 1].key).map(entry => entry.finding);
}

function withPlainMessage(finding: Finding): Finding {
  const message = withoutMarkers(finding.message);
  return message === finding.message ? finding : { ...finding, message };
}

/** Thrown by `toJson` and `synthYaml` when a fleet has findings of severity `error`. */
export class FleetError extends Error {
  /** Every finding, warnings included. */
  public readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const errors = findings.filter(f => f.severity === 'error');
    super(`the fleet has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}:\n${errors.map(f => `  ${formatFinding(f)}`).join('\n')}`);
    this.name = 'FleetError';
    this.findings = findings;
  }
}

/** Throws a `FleetError` with all findings when one of them is an error. */
export function throwOnErrors(findings: readonly Finding[]): void {
  if (findings.some(f => f.severity === 'error')) {
    throw new FleetError(sortFindings(findings));
  }
}

/**
 * Findings of the rules and of the objects together.
 *
 * Objects of a fleet whose ranges could not all be settled lack values: what is wrong with them is only a consequence.
 */
export function withObjectFindings(rules: readonly Finding[], objects: readonly Finding[]): readonly Finding[] {
  const incomplete = rules.some(f => f.code === 'address-plan-exhausted');
  return [...rules, ...objects.filter(f => !incomplete || (f.code !== 'unrenderable-object' && f.code !== 'schema'))];
}
