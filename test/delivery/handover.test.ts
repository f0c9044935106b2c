import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import * as argoCd from './argo-cd/samples';
import { byKey, declare, Manifest, newApp, NOTHING, Output, outputOf, outputWith, pruningIn, RELEASES } from './delivery-contract';
import { echoing, releasesRendered } from './plain-files/fake-helm';
import { Delivery, IDelivery, Lock } from '../../lib';

interface Party {
  readonly delivery: () => IDelivery & { withoutPruning?(): IDelivery };
  /** Cluster, namespace and name of each release that it installs. */
  readonly releases: (output: Output) => readonly string[];
}

const HELM = echoing();
const named = ({ cluster, namespace, name }: { readonly cluster: string; readonly namespace: string; readonly name: string }) => `${cluster} ${namespace}/${name}`;
const PARTIES: Readonly<Record<string, Party>> = {
  'plain files': { delivery: () => Delivery.plainFiles({ helm: HELM.binary }), releases: output => releasesRendered(output).map(named) },
  'Argo CD': {
    delivery: () => Delivery.argoCd({ repoUrl: 'https://git.example.com/fleet.git' }), releases: output => argoCd.releasesIn(output, parse).map(named),
  },
  'Argo CD in each cluster': {
    delivery: () => Delivery.argoCd({ repoUrl: 'https://git.example.com/fleet.git', perCluster: true }), releases: output => argoCd.releasesIn(output, parse).map(named),
  },
  'Flux': { delivery: () => Delivery.flux({ url: 'https://git.example.com/fleet.git' }), releases: helmReleases },
  'Flux in each cluster': { delivery: () => Delivery.flux({ url: 'https://git.example.com/fleet.git', form: 'per-cluster' }), releases: helmReleases },
};
const PAIRS = Object.keys(PARTIES).flatMap(from => Object.keys(PARTIES)
  .filter(to => PARTIES[to].delivery().name !== PARTIES[from].delivery().name).map(to => [from, to] as const));

/** What constructs and people put into members, without any delivery. */
const DECLARED = [...byKey(outputWith(NOTHING))].filter(([key]) => !key.startsWith('hub'));

// A synth prints what the old delivery leaves behind.
beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** One synth of the program, and what it wrote. */
function synth(delivery: IDelivery, lock: ReturnType<typeof Lock.memory>): { readonly errors: readonly string[]; readonly output: Output } {
  const app = newApp();
  const fleet = declare(app, 'acme', delivery, { lock });
  const errors = app.check().filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
  if (errors.length > 0) {
    return { errors, output: [] };
  }
  app.synth();
  // The lock has taken everything too.
  expect(process.exitCode).toBeUndefined();
  return { errors, output: outputOf(fleet) };
}

/** The objects in members that constructs and people made, without annotations: those of a delivery come and go with it. */
function members(output: Output): readonly (readonly [string, Manifest])[] {
  const all = byKey(output);
  return DECLARED.flatMap(([key, { metadata: { annotations: written = {} } }]) => {
    const object = all.get(key);
    if (object === undefined) {
      return [];
    }
    const annotations = Object.fromEntries(Object.entries(object.metadata.annotations ?? {}).filter(([name]) => name in written));
    return [[key, { ...object, metadata: { ...object.metadata, annotations } }] as const];
  });
}

/** What an output holds beyond the program itself, in members. */
function added(output: Output): readonly string[] {
  const declared = new Map(DECLARED);
  return [...byKey(output).keys()].filter(key => !key.startsWith('hub') && !declared.has(key)).sort();
}

describe.each(PAIRS)('a handover from %s to %s', (from, to) => {
  const old = () => PARTIES[from].delivery();
  const harmless = () => old().withoutPruning?.() ?? old();
  const next = () => PARTIES[to].delivery();

  test('takes two synths, in which every object and every release of the members stays', () => {
    const lock = Lock.memory();
    const [before, between, after] = [old(), harmless(), next()].map(delivery => synth(delivery, lock));
    expect([before.errors, between.errors, after.errors]).toEqual([[], [], []]);
    expect(members(before.output)).toHaveLength(DECLARED.length);
    expect(members(between.output)).toEqual(members(before.output));
    expect(members(after.output)).toEqual(members(before.output));
    // In the middle step not even what the delivery made for itself leaves a member.
    expect(added(between.output)).toEqual(added(before.output));
    expect(pruningIn(between.output)).toEqual([]);
    for (const [party, { output }] of [[from, before], [from, between], [to, after]] as const) {
      expect([...PARTIES[party].releases(output)].sort()).toEqual(RELEASES.map(named).sort());
    }
  });

  test('in one step is refused where the old delivery prunes', () => {
    const lock = Lock.memory();
    expect(synth(old(), lock).errors).toEqual([]);
    expect(synth(next(), lock).errors).toEqual(old().prunes ? [
      `delivery-changed: fleet 'acme' was delivered by ${old().name}, which still deletes what leaves its output, and is now delivered by ${
        next().prunes ? next().name : `${next().name}, pruning nothing`}: synthesize and apply once with the old delivery and .withoutPruning(), then change it`,
    ] : []);
  });
});

test('there is something to hand over', () => {
  expect(DECLARED.length).toBeGreaterThan(6);
  // Every pair of five: forms of one controller are deliveries of their own.
  expect(PAIRS.length).toBe(20);
});

function helmReleases(output: Output): readonly string[] {
  return output.flatMap(({ cluster, objects }) => objects.filter(({ kind }) => kind === 'HelmRelease').map(({ spec }) => named({
    cluster: spec.kubeConfig?.secretRef.name.replace(/-kubeconfig$/, '') ?? cluster, namespace: spec.targetNamespace, name: spec.releaseName,
  })));
}
