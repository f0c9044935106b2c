import { createHash } from 'node:crypto';

/**
 * Longest name of a Kustomization or HelmRelease: it is the value of a label on every object that it applies (fluxcd/pkg ssa v0.76.1 `manager.go`
 * GetOwnerLabels, helm-controller v1.6.3 `internal/action/crds.go`).
 */
const LONGEST = 63;

/** A name of parts joined by dashes; one that is too long ends in a hash of all of it. */
export function objectName(...parts: readonly (string | undefined)[]): string {
  const name = parts.filter(part => part !== undefined).join('-');
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 9).replace(/[^a-z0-9]+$/, '')}-${hashOf(name)}`;
}

/** The name of a source: what people recognize of its address, and a hash of all that makes it another source. */
export function sourceName(url: string, spec: unknown): string {
  const readable = (url.replace(/\.git$/, '').split(/[/:]/).pop() ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return [...(readable === '' ? [] : [readable.slice(0, 40)]), `s${hashOf(JSON.stringify([url, spec]))}`].join('-');
}

/** Eight characters that differ for different texts. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
