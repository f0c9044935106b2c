import { describe, expect, test } from '@jest/globals';
import { sample } from './samples';
import { checkManifests, ICluster, IMultiClusterServices, SharedService } from '../../lib/fleet';
import { checkDnsName } from '../../lib/services/dns-name';

/** A service that every implementation can share, as far as its contract goes: `from` two clusters `to` two, one of them an exporter. */
export const SHARED: SharedService = {
  name: 'payment-api', namespace: 'production', from: ['eu', 'us'], to: ['asia', 'eu'], type: 'ClusterIP', ports: [{ name: 'http', port: 80 }],
};

/** Variants that some implementations refuse: none of them throws for what `faults` tells. */
const VARIANTS: readonly Partial<SharedService>[] = [
  {}, { type: undefined, ports: undefined }, { type: 'Headless' }, { type: 'NodePort' }, { type: 'LoadBalancer' }, { affinity: 'local' }, { affinity: 'remote' },
  { affinity: 'none' }, { apiVersion: 'acme.example/v1' }, { exportedLabels: { a: 'b' }, exportedAnnotations: { c: 'd' } }, { from: ['us'], to: ['eu'] },
];

/**
 * Runs what holds for every way to share services.
 *
 * @param make makes it for three members, `asia`, `eu` and `us`
 */
export function itHonoursTheServicesContract(make: (members: readonly ICluster[]) => IMultiClusterServices): void {
  describe('the contract of multi-cluster services', () => {
    const { asia, eu, us } = sample();
    const services = make([us, asia, eu]);

    test('it has a name, and its members are sorted', () => {
      expect(services.name).toMatch(/\S/);
      expect(services.members ?? ['asia', 'eu', 'us']).toEqual(['asia', 'eu', 'us']);
    });

    test('it can share a plain service', () => {
      expect(services.faults(SHARED)).toEqual([]);
    });

    test('its faults are sentences that say what to do, and the same every time', () => {
      for (const variant of VARIANTS) {
        const faults = services.faults({ ...SHARED, ...variant });
        expect(faults.filter(fault => !/^\S.*: \S.*[^.]$/.test(fault))).toEqual([]);
        expect(services.faults({ ...SHARED, ...variant })).toEqual(faults);
      }
    });

    test.each(VARIANTS)('it gives valid objects of the namespace of the service, and no two of one name, for %p', variant => {
      const service = { ...SHARED, ...variant };
      const perCluster = [
        ...service.from.map(cluster => services.exported(service, cluster)), ...service.to.map(cluster => services.imported(service, cluster)),
      ];
      for (const manifests of perCluster) {
        const faults = services.faults(service).length > 0 ? [] : checkManifests(manifests);
        expect(faults).toEqual([]);
        expect(manifests.filter(({ metadata }) => metadata.namespace !== undefined && metadata.namespace !== service.namespace)).toEqual([]);
        expect(new Set(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(manifests.length);
        expect(manifests.filter(({ kind }) => kind === 'Namespace')).toEqual([]);
      }
    });

    test('it gives the same for the same, and changes nothing that it is given', () => {
      const service = Object.freeze({ ...SHARED, from: Object.freeze([...SHARED.from]), to: Object.freeze([...SHARED.to]) });
      expect([services.exported(service, 'us'), services.imported(service, 'eu')]).toEqual([services.exported(service, 'us'), services.imported(service, 'eu')]);
    });

    test('its names are names of DNS, or it says why there is none', () => {
      const names = [undefined, { cluster: 'us' }, { cluster: 'us', hostname: 'payment-api-0' }].map(backend => () => services.dnsName({ ...SHARED, type: 'Headless' }, backend));
      names.push(() => services.dnsName({ ...SHARED, from: ['us'] }));
      const results = names.map(name => {
        try {
          return checkDnsName('name', name());
        } catch (error) {
          return (error as Error).message;
        }
      });
      expect(results.filter(result => !/^[a-z0-9.-]+$/.test(result) && !/^\S.*: \S.*[^.]$/.test(result))).toEqual([]);
      expect(results[3]).toMatch(/^payment-api[a-z0-9.-]*\.production\.svc\./);
    });

    test('the kinds of others that it names are those of the objects that it gives', () => {
      const groups = [...services.exported(SHARED, 'us'), ...services.imported(SHARED, 'eu')].map(({ apiVersion }) => apiVersion).filter(version => version !== 'v1')
        .map(version => version.split('/')[0]);
      const known = services.servedByOthers?.map(kind => kind.split('/')[0]);
      expect(groups.filter(group => known?.includes(group) === false)).toEqual([]);
    });
  });
}
