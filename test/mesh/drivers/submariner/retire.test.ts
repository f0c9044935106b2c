import { describe, expect, test } from '@jest/globals';
import { joined } from './meshes';
import { found, lockAfter, nameOf, objectsOf } from '../../samples';

const NAMESPACE = 'submariner-k8s-broker';
const ACCOUNTS = 'submariner-k8s-broker-accounts';
const RBAC = 'rbac.authorization.k8s.io';
const metadata = { name: 'submariner-retire', namespace: NAMESPACE };
const retiring = (...retired: readonly string[]) => joined({ retired }).fleet;
const madeFor = (...retired: readonly string[]) => objectsOf(retiring(...retired), 'hub').filter(object => object.metadata.name.startsWith('submariner-retire'));

function kubectl(name: string, args: readonly string[]) {
  return {
    name, image: expect.stringMatching(/^registry\.k8s\.io\/kubectl:v1\.\d+\.\d+$/), command: ['kubectl'], args,
    resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}

describe('former members', () => {
  test('are forgotten by a Job at the broker, which may delete what they have left and nothing else', () => {
    expect(madeFor('gone')).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      {
        apiVersion: `${RBAC}/v1`, kind: 'Role', metadata,
        rules: [
          { apiGroups: ['submariner.io'], resources: ['clusters', 'endpoints'], verbs: ['get', 'list', 'delete'] },
          { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'delete'] },
        ],
      },
      {
        apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata, roleRef: { apiGroup: RBAC, kind: 'Role', name: 'submariner-retire' },
        subjects: [{ kind: 'ServiceAccount', ...metadata }],
      },
      {
        apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name: 'submariner-retire', namespace: ACCOUNTS },
        rules: [{ apiGroups: [''], resources: ['serviceaccounts'], resourceNames: ['cluster-gone'], verbs: ['get', 'delete'] }],
      },
      {
        apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name: 'submariner-retire', namespace: ACCOUNTS },
        roleRef: { apiGroup: RBAC, kind: 'Role', name: 'submariner-retire' }, subjects: [{ kind: 'ServiceAccount', ...metadata }],
      },
      {
        apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'submariner-retire-gone-7073b2c4', namespace: NAMESPACE },
        spec: {
          backoffLimit: 20,
          template: {
            spec: {
              serviceAccountName: 'submariner-retire', restartPolicy: 'OnFailure',
              securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
              initContainers: [
                kubectl('account', ['delete', `--namespace=${ACCOUNTS}`, '--ignore-not-found', 'serviceaccounts', 'cluster-gone']),
                kubectl('cluster', ['delete', `--namespace=${NAMESPACE}`, '--ignore-not-found', 'clusters.submariner.io', 'gone']),
              ],
              containers: [kubectl('kubectl', [
                'delete', `--namespace=${NAMESPACE}`, '--ignore-not-found', 'endpoints.submariner.io,endpointslices.discovery.k8s.io', '--selector=submariner-io/clusterID=gone',
              ])],
            },
          },
        },
      },
    ]);
  });

  test('are none by default, and then nothing may delete anything', () => {
    expect(madeFor()).toEqual([]);
  });

  test('have a Job each and one account', () => {
    expect(madeFor('a', 'b').map(nameOf)).toEqual([
      `ServiceAccount ${NAMESPACE}/submariner-retire`, `Role ${NAMESPACE}/submariner-retire`, `RoleBinding ${NAMESPACE}/submariner-retire`,
      `Role ${ACCOUNTS}/submariner-retire`, `RoleBinding ${ACCOUNTS}/submariner-retire`,
      `Job ${NAMESPACE}/submariner-retire-a-4028fb25`, `Job ${NAMESPACE}/submariner-retire-b-f1f89581`,
    ]);
  });

  test('have no account at the broker any more', () => {
    const names = objectsOf(retiring('north'), 'hub').map(nameOf);
    expect(names.filter(name => name.includes('cluster-north'))).toEqual([]);
  });

  test('with long ids have Jobs whose names are labels, and differ', () => {
    const ids = [`${'a'.repeat(62)}1`, `${'a'.repeat(62)}2`, `${'a'.repeat(30)}-${'b'.repeat(30)}`];
    const jobs = madeFor(...ids).filter(({ kind }) => kind === 'Job');
    const names = jobs.map(job => job.metadata.name);
    expect(new Set(names).size).toBe(3);
    expect(names.filter(name => !/^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))).toEqual([]);
    expect(jobs.map(({ spec }) => spec.template.spec.initContainers.map(({ args }: any) => args[4]))).toEqual(ids.map(id => [`cluster-${id}`, id]));
  });

  test('lose their accounts, which no other Job and nobody else may delete', () => {
    const [role] = madeFor('a', 'b').filter(({ kind, metadata: { namespace } }) => kind === 'Role' && namespace === ACCOUNTS);
    expect(role.rules).toEqual([{ apiGroups: [''], resources: ['serviceaccounts'], resourceNames: ['cluster-a', 'cluster-b'], verbs: ['get', 'delete'] }]);
    expect(madeFor('a').filter(({ kind }) => kind === 'ClusterRole')).toEqual([]);
  });

  test('give a fleet whose objects pass all checks', () => {
    const { fleet } = joined({ retired: ['n1'] }, { clusters: ['east', 'north', 'west'], fleet: { lock: lockAfter(joined({}, {
      members: ['east', 'north', 'west'], options: { north: { clusterId: 'n1' } },
    }).fleet) } });
    expect(found(fleet)).toEqual([]);
  });

  test('are known by the whole id: one that begins like it is another', () => {
    const [{ args }] = madeFor('east-1').find(({ kind }) => kind === 'Job')!.spec.template.spec.containers;
    expect(args[args.length - 1]).toBe('--selector=submariner-io/clusterID=east-1');
  });
});
