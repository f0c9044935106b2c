import type { FluxFleetProps } from './props';
import { FluxSource, KIND_OF, revisionOf } from './source';
import { checkDurations, checkUrl } from '../../delivery/flux/flux-props';
import { checkLabel, checkProps, FLAG, MAP, TEXT } from '../../fleet/check-props';
import type { FluxFleet } from '../flux-fleet';

/** A name of the shell, as `postBuild` takes it (fluxcd/pkg kustomize v1.35.4 kustomize_varsub.go). */
const VARIABLE = /^[_A-Za-z][_A-Za-z0-9]*$/;

/** @throws for options that show their fault alone */
export function checkFluxFleet(path: string, name: string, props: FluxFleetProps): void {
  checkProps(`${path}: `, props, { source: MAP }, {
    kustomization: MAP, helmRelease: MAP, interval: TEXT, timeout: TEXT, serviceAccountName: TEXT, clusterRole: TEXT, matchLabels: MAP,
    dependsOn: { words: 'a list of FluxFleets', is: Array.isArray },
  });
  checkLabel(`${path}: name`, name);
  if ((props.kustomization === undefined) === (props.helmRelease === undefined)) {
    throw new Error(`${path}: write one of kustomization and helmRelease, got ${props.kustomization === undefined ? 'neither' : 'both'}`);
  }
  checkDurations(`${path}: `, props, ['interval', 'timeout']);
  checkSource(`${path}: source`, props.source, props.helmRelease !== undefined);
  checkKustomization(path, props);
  checkRelease(path, name, props);
  if (props.clusterRole !== undefined && props.serviceAccountName === undefined) {
    throw new Error(`${path}: clusterRole: there is no ServiceAccount to give it to; write serviceAccountName`);
  }
}

/** @throws when one of the two is a Kustomization and the other a HelmRelease */
export function checkDependency(path: string, kind: string, other: FluxFleet): void {
  if (other.kind !== kind) {
    throw new Error(`${path}: dependsOn: ${other.node.path} is made of ${other.kind}s and this of ${kind}s, and Flux waits only for the same kind (fluxcd/flux2#3364):`
      + ' put one of them into a Kustomization');
  }
}

/** What is wrong with variables, for messages; undefined when nothing is. */
export function variableFault(variables: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(variables)) {
    if (!VARIABLE.test(name)) {
      return `the variable '${name}': write letters, digits and underscores, and no digit first`;
    }
    if (typeof value !== 'string' || /[\r\n]/.test(value)) {
      return `the value of ${name}: write text of one line, got ${JSON.stringify(value)}; Flux drops line ends`;
    }
  }
  return undefined;
}

function checkSource(where: string, source: FluxSource, holdsChart: boolean): void {
  if (!Object.hasOwn(KIND_OF, source.type)) {
    throw new Error(`${where}.type: write 'git', 'oci', 'helm' or 'bucket', got '${String(source.type)}'`);
  }
  checkProps(`${where}.`, source, source.type === 'bucket' ? { bucketName: TEXT, endpoint: TEXT } : { url: TEXT }, { interval: TEXT, secretRef: TEXT, spec: MAP });
  checkDurations(`${where}.`, source, ['interval']);
  if (source.type === 'helm' && !holdsChart) {
    throw new Error(`${where}.type: a Helm repository holds charts; write helmRelease, or another source`);
  }
  const revision = Object.keys(revisionOf(source));
  if ((source.type === 'git' || source.type === 'oci') && revision.length !== 1) {
    throw new Error(`${where}: write one of ${source.type === 'git' ? 'branch, tag, semver, commit and name' : 'tag, semver and digest'}, got ${revision.join(' and ') || 'none'}`);
  }
  if (source.type !== 'bucket') {
    checkUrl(`${where}.url`, source.url);
    if (source.url.startsWith('oci://') !== (source.type === 'oci')) {
      throw new Error(`${where}.url: a source of type '${source.type}' has ${source.type === 'oci' ? 'oci://...' : 'no oci:// address; write type: \'oci\''}, got '${source.url}'`);
    }
  }
}

function checkKustomization(path: string, { kustomization }: FluxFleetProps): void {
  if (kustomization === undefined) {
    return;
  }
  checkProps(`${path}: kustomization.`, kustomization, { path: TEXT_OR_FUNCTION }, { prune: FLAG, wait: FLAG, decryption: MAP });
  if (kustomization.wait === true && kustomization.healthChecks !== undefined) {
    throw new Error(`${path}: kustomization.healthChecks: with wait: true Flux looks at every object and ignores them; keep one of the two`);
  }
  const fault = typeof kustomization.substitute === 'object' ? variableFault(kustomization.substitute) : undefined;
  if (fault !== undefined) {
    throw new Error(`${path}: kustomization.substitute: ${fault}`);
  }
}

function checkRelease(path: string, name: string, { helmRelease, source }: FluxFleetProps): void {
  if (helmRelease === undefined) {
    return;
  }
  checkProps(`${path}: helmRelease.`, helmRelease, { targetNamespace: TEXT }, { chart: TEXT_OR_FUNCTION, version: TEXT_OR_FUNCTION, releaseName: TEXT });
  const { releaseName = name } = helmRelease;
  if (releaseName.length > 53) {
    throw new Error(`${path}: helmRelease.releaseName: Helm takes 53 characters at most, got '${releaseName}'`);
  }
  const needed = source.type === 'helm' ? ['chart', 'version'] as const : source.type === 'oci' ? [] : ['chart'] as const;
  for (const field of ['chart', 'version', 'valuesFiles'] as const) {
    if (helmRelease[field] === undefined && (needed as readonly string[]).includes(field)) {
      throw new Error(`${path}: helmRelease.${field} is missing; write ${field === 'chart' ? 'which chart of the source it is' : 'its version: an open one changes by itself'}`);
    }
    if (helmRelease[field] !== undefined && (source.type === 'oci' || (field === 'version' && source.type !== 'helm'))) {
      throw new Error(`${path}: helmRelease.${field}: ${field === 'valuesFiles' ? 'a chart of an OCI registry takes none; write values' : 'the source says it; leave it out'}`);
    }
  }
}

const TEXT_OR_FUNCTION = {
  words: 'text that is not empty, or a function of a cluster', is: (value: unknown) => TEXT.is(value) || typeof value === 'function',
};
