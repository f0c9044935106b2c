import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Docker, HelmAddOn, ManagedClusterProps, overrideValues } from '../../lib';
import { valuesTemplate } from '../../lib/delivery/helm-chart-proxy';
import { fleetWith } from '../capi/infrastructure-contract';

const addOn: HelmAddOn = {
  release: 'ingress', namespace: 'ingress', repository: 'https://charts.example.com', chart: 'nginx', defaultVersion: '1.0.0', values: { replicas: 2 },
};
const make = (addOns: readonly HelmAddOn[], more: Partial<ManagedClusterProps<any, any>> = {}, lock?: Parameters<typeof fleetWith>[1]) =>
  fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {}, networkPlugin: false, addOns, ...more }, lock);
const proxies = (...args: Parameters<typeof make>) => make(...args).objects().filter(o => o.kind === 'HelmChartProxy');

describe('a Helm add-on', () => {
  test('is one HelmChartProxy that selects its cluster and no other', () => {
    const { objects } = make([addOn]);
    const [proxy] = objects().filter(o => o.kind === 'HelmChartProxy');
    expect(proxy.metadata).toMatchObject({ name: 'one-ingress', namespace: 'acme' });
    const cluster = objects().find(o => o.kind === 'Cluster')!;
    for (const [label, value] of Object.entries(proxy.spec.clusterSelector.matchLabels)) {
      expect(cluster.metadata.labels![label]).toBe(value);
    }
    expect(proxy.spec.clusterSelector.matchLabels).toEqual({ 'cluster.x-k8s.io/cluster-name': 'one' });
  });

  test('says aloud what the webhook would default, so that an apply of it changes nothing', () => {
    expect(proxies([addOn])[0].spec).toMatchObject({
      repoURL: 'https://charts.example.com', chartName: 'nginx', version: '1.0.0', releaseName: 'ingress', namespace: 'ingress', reconcileStrategy: 'Continuous',
      options: { enableClientCache: false, timeout: '10m0s', install: { createNamespace: true }, upgrade: { maxHistory: 10 } },
      valuesTemplate: 'replicas: 2\n',
    });
  });

  test('can have the name of one that exists', () => {
    expect(proxies([{ ...addOn, helmChartProxyName: 'old' }])[0].metadata.name).toBe('old');
  });

  test('fails at the call on what Helm would refuse', () => {
    expect(() => make([{ ...addOn, namespace: 'In_gress' }])).toThrow("add-on ingress: namespace: write lower-case letters, digits and dashes, 63 at most, got 'In_gress'");
  });

  test('gets the values that others contribute, whoever comes first', () => {
    const { fleet, objects } = make([addOn]);
    fleet.claim({ type: 'release-values', cluster: 'one', path: 'mesh', release: 'ingress', values: { mesh: { id: 7 } } });
    expect(parse(objects().find(o => o.kind === 'HelmChartProxy')!.spec.valuesTemplate)).toEqual({ replicas: 2, mesh: { id: 7 } });
    expect(fleet.check()).toEqual([]);
  });

  test('fails the synth when two contributions disagree, naming both', () => {
    const { fleet } = make([addOn]);
    fleet.claim({ type: 'release-values', cluster: 'one', path: 'mesh', release: 'ingress', values: { replicas: 3 } });
    const [finding] = fleet.check();
    expect(finding.code).toBe('conflicting-claims');
    expect(finding.message).toMatch(/replicas.*2.*3|replicas.*3.*2/);
    expect(finding.message).toContain('mesh');
  });

  test('fails the synth when nothing installs the release that someone contributes to', () => {
    const { fleet } = make([]);
    fleet.claim({ type: 'release-values', cluster: 'one', path: 'mesh', release: 'cilium', values: { a: 1 } });
    expect(fleet.check().map(f => [f.code, f.message])).toEqual([['conflicting-claims', expect.stringContaining('Helm release cilium')]]);
  });

  test('fails the synth when it would be uninstalled because it comes from elsewhere now', () => {
    const { fleet } = make([addOn]);
    const facts = [{ owner: 'one', fact: 'release/ingress', value: 'https://old.example.com nginx ingress' }];
    fleet.lock.commit('acme', fleet.lock.read('acme'), facts);
    const [finding] = make([addOn], {}, fleet.lock).fleet.check();
    expect(finding.code).toBe('release-moved');
    expect(finding.message).toBe("one: Helm release ingress was installed from 'https://old.example.com nginx ingress' (repository, chart, namespace) and is now "
      + "'https://charts.example.com nginx ingress', which uninstalls it first: keep the old values, or run `npx cdk8s-fleet lock release one release/ingress` and plan for the outage");
  });

  test('keeps the version it was installed with when the default of the library moves on, and takes one that is written down', () => {
    const { fleet } = make([addOn]);
    fleet.lock.commit('acme', fleet.lock.read('acme'), [{ owner: 'one', fact: 'chart/ingress', value: '1.0.0' }]);
    const newer = { ...addOn, defaultVersion: '2.0.0' };
    expect(proxies([newer], {}, fleet.lock)[0].spec.version).toBe('1.0.0');
    expect(proxies([newer])[0].spec.version).toBe('2.0.0');
    expect(proxies([{ ...newer, version: '1.5.0' }], {}, fleet.lock)[0].spec.version).toBe('1.5.0');
  });

  test('fails the synth when its default version does not support the Kubernetes version', () => {
    const range = { oldest: '1.31', newest: '1.33', by: 'Ingress 1.0', source: 'its manual' };
    const [finding] = make([{ ...addOn, kubernetesVersions: range }]).fleet.check();
    expect([finding.code, finding.clusters]).toEqual(['unsupported-version', ['one']]);
    expect(finding.message).toContain('Ingress 1.0 supports 1.31 to 1.33');
    expect(make([{ ...addOn, version: '0.9.0', kubernetesVersions: range }]).fleet.check()).toEqual([]);
  });
});

describe('valuesTemplate', () => {
  test('is read by Go as the text that was meant, whatever braces it holds', () => {
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(fc.string(), fc.stringMatching(/^[{}a ]{0,8}$/), fc.integer())), values => {
      expect(parse(renderAsGo(valuesTemplate(values)))).toEqual(values);
    }));
  });

  test('leaves no opening braces but those of its own escape', () => {
    expect(valuesTemplate({ a: '{{ .Values.x }}' })).toBe('a: "{{ "{{" }} .Values.x }}"\n');
    expect(() => renderAsGo('{{ .Values.x }}')).toThrow('an action that is no escape');
  });
});

describe('overrideValues', () => {
  test('hands the cluster and its memory to the function below', () => {
    const values = overrideValues((cluster, remember) => ({ of: cluster.name, tag: remember('image/x', 'v1') }), { more: true });
    expect((values as Function)({ name: 'one' }, (fact: string, value: string) => `${fact} ${value}, kept`)).toEqual({ of: 'one', tag: 'image/x v1, kept', more: true });
  });

  test('merges maps and lets the user replace the rest', () => {
    const values = overrideValues(() => ({ a: { b: 1, c: [1, 2] }, d: 'x' }), { a: { c: [3] }, e: null });
    expect((values as Function)()).toEqual({ a: { b: 1, c: [3] }, d: 'x', e: null });
  });
});

/** What Go's text/template makes of text whose only actions print a string constant: any other action is a fault. */
function renderAsGo(template: string): string {
  return template.split('{{ "{{" }}').map(text => {
    if (text.includes('{{')) throw new Error(`an action that is no escape: ${text}`);
    return text;
  }).join('{{');
}
