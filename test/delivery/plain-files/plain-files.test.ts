import { describe, expect, test } from '@jest/globals';
import { echoing, FakeHelm, fakeHelm, printing, releasesRendered } from './fake-helm';
import { Delivery, ExistingCluster, Fleet, HelmAddOn, HelmInstallation, HelmValues, Lock } from '../../../lib';
import { itHonoursTheDeliveryContract, newApp, outputOf } from '../delivery-contract';

const HELM = echoing();

itHonoursTheDeliveryContract({
  delivery: () => Delivery.plainFiles({ helm: HELM.binary }),
  folder: 'plain-files',
  releasesIn: releasesRendered,
});

const fleetWith = (helm: FakeHelm) => new Fleet(newApp(), 'acme', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }),
  lock: Lock.memory(), delivery: Delivery.plainFiles({ helm: helm.binary }),
});
const addOn = (values: HelmValues = {}, release = 'metrics'): HelmAddOn =>
  ({ release, namespace: 'monitoring', repository: 'https://charts.example.com', chart: 'metrics-server', defaultVersion: '3.13.0', values });
const findings = (helm: FakeHelm) => {
  const fleet = fleetWith(helm);
  new HelmInstallation(fleet, 'metrics', { clusters: [fleet.hub], addOn: addOn() });
  return fleet.check().map(({ code, severity, clusters, paths, message }) => ({ code, severity, clusters, paths, message }));
};
const yaml = (...manifests: object[]) => manifests.map(manifest => `---\n${JSON.stringify(manifest)}\n`).join('');
const job = (name: string, hook: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, annotations: { 'helm.sh/hook': hook } } });

describe('a chart', () => {
  test('becomes objects of its cluster, in a file of its construct, behind its namespace', () => {
    const fleet = fleetWith(printing(yaml({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'metrics' } }, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'metrics' } })));
    new HelmInstallation(fleet, 'metrics', { clusters: [fleet.hub], addOn: addOn() });
    expect(outputOf(fleet)[0].objects.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual([
      ['Namespace', undefined, 'monitoring'], ['Service', 'monitoring', 'metrics'], ['Deployment', 'monitoring', 'metrics'],
    ]);
  });

  test('is rendered once for clusters that are alike, and once more for each that differs', () => {
    const helm = echoing();
    const fleet = fleetWith(helm);
    const clusters = ['a', 'b', 'c'].map((name, i) => new ExistingCluster(fleet, name, {
      version: name === 'c' ? '1.33.1' : '1.34.1', network: { pods: `10.${i}.0.0/17`, services: `172.${18 + i}.0.0/20` },
    }));
    new HelmInstallation(fleet, 'metrics', { clusters, addOn: addOn() });
    fleet.check();
    expect(helm.runs().map(({ args }) => args[args.indexOf('--kube-version') + 1]).sort()).toEqual(['v1.33.1', 'v1.34.1']);
  });

  test('follows the fleet when that is settled again', () => {
    const helm = echoing();
    const fleet = fleetWith(helm);
    new HelmInstallation(fleet, 'metrics', { clusters: [fleet.hub], addOn: addOn({ a: 1 }) });
    const values = () => outputOf(fleet)[0].objects.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => JSON.parse(data.values) as unknown);
    expect(values()).toEqual([{ a: 1 }]);
    fleet.claim({ type: 'release-values', cluster: 'hub', path: 'mesh', release: 'metrics', values: { b: 2 } });
    expect(values()).toEqual([{ a: 1, b: 2 }]);
    expect(helm.runs()).toHaveLength(2);
  });

  test('is not rendered while nobody asks for objects', () => {
    const helm = echoing();
    const fleet = fleetWith(helm);
    new HelmInstallation(fleet, 'metrics', { clusters: [fleet.hub], addOn: addOn() });
    expect(helm.runs()).toEqual([]);
  });
});

describe('the synth', () => {
  test('passes a chart without hooks', () => {
    expect(findings(printing(yaml({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'metrics' } })))).toEqual([]);
  });

  test('passes a chart whose hooks are for a deletion or a test', () => {
    expect(findings(printing(yaml(job('clean', 'pre-delete'), job('try', 'test'))))).toEqual([]);
  });

  test('warns of hooks that are applied like other objects, and of those that are left out', () => {
    const [finding, ...others] = findings(printing(yaml(job('migrate', 'pre-install,pre-upgrade'), job('ready', 'post-install'), job('crds', 'pre-upgrade'))));
    expect(others).toEqual([]);
    expect(finding).toEqual({
      code: 'helm-hook', severity: 'warning', clusters: ['hub'], paths: ['acme/metrics/hub'],
      message: 'hub: Helm release metrics (acme/metrics/hub): plain files run no Helm hooks: Job migrate, Job ready are applied once like any other object; Job crds is left out; switch the'
        + ' hooks off by the values of the chart, run them by hand when the chart changes, or have a controller install it: Delivery.argoCd(...), Delivery.flux(...)',
    });
  });

  test('fails with the cluster, the release and what Helm says', () => {
    expect(findings(fakeHelm("process.stderr.write('Error: no such chart\\n'); process.exitCode = 1;"))).toEqual([{
      code: 'helm-template', severity: 'error', clusters: ['hub'], paths: ['acme/metrics/hub'],
      message: 'hub: Helm release metrics (acme/metrics/hub): helm template failed: Error: no such chart',
    }]);
  });

  test('fails for each cluster and release at once when there is no helm', () => {
    const fleet = fleetWith({ ...HELM, binary: '/nowhere/helm' });
    new HelmInstallation(fleet, 'metrics', { clusters: [fleet.hub], addOn: addOn() });
    new HelmInstallation(fleet, 'logs', { clusters: [fleet.hub], addOn: addOn({}, 'logs') });
    expect(fleet.check().map(({ message }) => message.slice(0, 120))).toEqual([
      "hub: Helm release logs (acme/logs/hub): plain files need the helm binary to render charts, and '/nowhere/helm' cannot be",
      "hub: Helm release metrics (acme/metrics/hub): plain files need the helm binary to render charts, and '/nowhere/helm' can",
    ]);
  });

  test('fails for a chart that renders secret material', () => {
    expect(findings(printing(yaml({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password' }, data: { password: 'aHVudGVyMg==' } })))).toEqual([
      expect.objectContaining({ code: 'secret-material', severity: 'error', message: expect.stringContaining('hub: Secret monitoring/password (acme--hub/metrics.hub/release-metrics/') }),
    ]);
  });

  test('fails for a chart that renders an object twice', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'metrics' } };
    expect(findings(printing(yaml(service, { ...service, metadata: { name: 'metrics', namespace: 'monitoring' } })))).toEqual([
      expect.objectContaining({ code: 'helm-template', message: 'hub: Helm release metrics (acme/metrics/hub): the chart renders Service:monitoring:metrics twice; leave one of them out by the values of the chart' }),
    ]);
  });

  test('fails with the two parties alone when two constructs install one release', () => {
    const fleet = fleetWith(echoing());
    new HelmInstallation(fleet, 'one', { clusters: [fleet.hub], addOn: addOn() });
    new HelmInstallation(fleet, 'two', { clusters: [fleet.hub], addOn: addOn({ a: 1 }) });
    expect(fleet.check().map(({ code, paths }) => [code, paths])).toEqual([['conflicting-claims', ['acme/one/hub', 'acme/two/hub']]]);
  });

  test('fails with the two parties alone when somebody else installs the release', () => {
    const fleet = fleetWith(echoing());
    const cluster = new ExistingCluster(fleet, 'old', {
      version: '1.34.1', network: { pods: '10.0.0.0/17', services: '172.18.0.0/20' }, releasesOfOthers: { metrics: 'Terraform' }, addOns: [addOn()],
    });
    expect(cluster.name).toBe('old');
    expect(fleet.check().map(({ code, paths }) => [code, paths])).toEqual([['conflicting-claims', ['acme/old', 'acme/old/add-on-metrics']]]);
  });
});

test('a binary that is no text is refused', () => {
  expect(() => Delivery.plainFiles({ helm: '' })).toThrow(new Error("Delivery.plainFiles: helm: write text that is not empty, got ''"));
});
