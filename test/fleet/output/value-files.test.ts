import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { parse } from 'yaml';
import { ExistingCluster, Fleet } from '../../../lib';
import { valueFiles, valuesFolder } from '../../../lib/fleet/output/value-files';
import { newFleet } from '../members';

const existing = (fleet: Fleet, name: string, releasesOfOthers: Record<string, string>) => new ExistingCluster(fleet, name, {
  version: '1.34.1', network: { pods: '192.168.0.0/17', services: '172.30.0.0/20' }, releasesOfOthers,
});
const contribute = (fleet: Fleet, release: string, path: string, values: object) =>
  fleet.claim({ type: 'release-values', cluster: 'old', path, release, values: { ...values } });

describe('the files of values', () => {
  test('are one for each release of others that somebody needs values in, with what everybody contributed', () => {
    const fleet = newFleet(new App());
    existing(fleet, 'old', { cilium: 'Terraform', istiod: 'team net', calm: 'nobody' });
    contribute(fleet, 'cilium', 'mesh', { cluster: { id: 7 } });
    contribute(fleet, 'cilium', 'backup', { cluster: { name: 'old' } });
    contribute(fleet, 'istiod', 'mesh', { meshID: 'm' });
    const files = valueFiles(fleet);
    expect(files.map(([path]) => path)).toEqual(['old.values/cilium.yaml', 'old.values/istiod.yaml']);
    expect(files.map(([, text]) => parse(text))).toEqual([{ cluster: { id: 7, name: 'old' } }, { meshID: 'm' }]);
  });

  test('lie in the folder of their fleet when there are several', () => {
    const app = new App();
    const [fleet] = ['dev', 'prod'].map(id => newFleet(app, {}, id));
    existing(fleet, 'old', { cilium: 'Terraform' });
    contribute(fleet, 'cilium', 'mesh', { a: 1 });
    expect(valueFiles(fleet).map(([path]) => path)).toEqual(['dev/old.values/cilium.yaml']);
  });

  test('stay in their folder, whatever a release is called', () => {
    const fleet = newFleet(new App());
    existing(fleet, 'old', {});
    fleet.claim({ type: 'foreign-release', cluster: 'old', path: 'x', name: '../../Cilium', owner: 'Terraform' });
    contribute(fleet, '../../Cilium', 'mesh', { a: 1 });
    expect(valueFiles(fleet).map(([path]) => path)).toEqual(['old.values/%2e.%2f..%2f%43ilium.yaml']);
  });

  test('lie beside the folder of the cluster, where no unit may be', () => {
    const fleet = newFleet(new App());
    existing(fleet, 'old', {});
    expect(valuesFolder(fleet.folderOf('old'))).toBe('old.values');
    expect(() => fleet.chartOf('old', 'values')).toThrow(new Error("the unit 'values' of cluster 'old': its folder holds values for Helm releases of others; write another name"));
  });
});
