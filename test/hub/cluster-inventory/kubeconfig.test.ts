import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { addCluster, addInventory, base64, BY_SECRET, CA, EKS, fleetOf, keysIn, kubeconfigIn } from './samples';
import { ClusterAccess, ExistingClusterProps, Fleet, FleetApp, formatFinding } from '../../../lib/fleet';
import { KubeconfigProps, KubeconfigUser } from '../../../lib/hub/cluster-inventory';
import { permutations } from '../../fleet/members';

const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-kubeconfig-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const LOGIN = KubeconfigUser.exec({
  command: 'kubectl', args: ['oidc-login', 'get-token', '--oidc-issuer-url=https://login.example.com', '--oidc-client-id=kubernetes'],
});
const CLUSTERS = { 'prod-eu': { access: EKS, region: 'eu-west-1' }, 'dev': {}, 'laptop': {} };
const KUBECONFIG: KubeconfigProps = {
  servers: {
    hub: { server: 'https://hub.example.com:6443', certificateAuthority: CA, tlsServerName: 'kubernetes' },
    dev: { server: 'https://dev.example.com:6443' },
    laptop: { server: 'https://127.0.0.1:40001/' },
  },
  user: cluster => (cluster.name === 'prod-eu' ? undefined
    : cluster.name === 'laptop' ? KubeconfigUser.clientCertificate({ certificate: '../certs/laptop.crt', key: '../certs/laptop.key' }) : LOGIN),
};
/** Everything that may be in the file. */
const KEYS = [
  'apiVersion', 'kind', 'clusters', 'contexts', 'users', 'name', 'cluster', 'server', 'certificate-authority-data', 'tls-server-name', 'context', 'user',
  'exec', 'command', 'args', 'env', 'value', 'installHint', 'interactiveMode', 'provideClusterInfo', 'client-certificate', 'client-key', 'tokenFile',
];

const filesIn = (folder: string) => (readdirSync(folder, { recursive: true }) as string[]).map(file => file.replaceAll('\\', '/'))
  .filter(file => file.endsWith('_kubeconfig')).sort();

function synth(outdir: string, ids: readonly string[]): FleetApp {
  const app = new FleetApp({ outdir: join(scratch, outdir) });
  ids.forEach(id => addInventory(fleetOf({ 'prod-eu': { access: EKS } }, app, id), { kubeconfig: { servers: { hub: KUBECONFIG.servers!.hub }, user: LOGIN } }));
  app.synth();
  return app;
}

function found(props: KubeconfigProps, clusters: Readonly<Record<string, Partial<ExistingClusterProps>>> = CLUSTERS): readonly string[] {
  const fleet = fleetOf(clusters);
  addInventory(fleet, { kubeconfig: props });
  return fleet.check().map(formatFinding);
}

describe('the kubeconfig', () => {
  test('has a cluster, a user and a context for each cluster, and no current context', () => {
    const fleet = fleetOf(CLUSTERS);
    addInventory(fleet, { kubeconfig: KUBECONFIG });
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'IfAvailable' };
    const login = {
      exec: { ...exec, command: 'kubectl', args: ['oidc-login', 'get-token', '--oidc-issuer-url=https://login.example.com', '--oidc-client-id=kubernetes'] },
    };
    const names = ['dev', 'hub', 'laptop', 'prod-eu'];
    expect(kubeconfigIn(fleet)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name: 'dev', cluster: { server: 'https://dev.example.com:6443' } },
        { name: 'hub', cluster: { 'server': 'https://hub.example.com:6443', 'certificate-authority-data': CA, 'tls-server-name': 'kubernetes' } },
        { name: 'laptop', cluster: { server: 'https://127.0.0.1:40001/' } },
        { name: 'prod-eu', cluster: { 'server': EKS.server, 'certificate-authority-data': CA } },
      ],
      contexts: names.map(name => ({ name, context: { cluster: name, user: name } })),
      users: [
        { name: 'dev', user: login },
        { name: 'hub', user: login },
        { name: 'laptop', user: { 'client-certificate': '../certs/laptop.crt', 'client-key': '../certs/laptop.key' } },
        {
          name: 'prod-eu',
          user: {
            exec: {
              ...exec, command: 'aws', args: ['eks', 'get-token', '--cluster-name', 'prod-eu', '--region', 'eu-west-1', '--output', 'json'],
              installHint: 'install the AWS command line: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
            },
          },
        },
      ],
    });
    expect(fleet.check()).toEqual([]);
  });

  test('is the same in whatever order the program makes the clusters and the inventory', () => {
    const texts = permutations([...Object.keys(CLUSTERS), 'inventory']).map(order => {
      const fleet = fleetOf({});
      order.forEach(name => (name === 'inventory' ? addInventory(fleet, { kubeconfig: KUBECONFIG }) : addCluster(fleet, name, CLUSTERS[name as keyof typeof CLUSTERS])));
      return fleet.addedFiles()[0][1];
    });
    expect(new Set(texts).size).toBe(1);
  });

  test('is written beside the folders of the clusters, where nothing that reads YAML meets it', () => {
    expect(filesIn(synth('one', ['acme']).outdir)).toEqual(['_kubeconfig']);
    expect(readFileSync(join(scratch, 'one', '_kubeconfig'), 'utf8')).toMatch(/^# Written by cdk8s-fleet\. Edit the program, not this file\.\napiVersion: v1\nkind: Config\n/);
  });

  test('of several fleets is one each, with names that do not meet when people use them together', () => {
    expect(filesIn(synth('two', ['dev', 'prod']).outdir)).toEqual(['dev/_kubeconfig', 'prod/_kubeconfig']);
    const app = new App();
    const fleets = ['a', 'a-b'].map(id => fleetOf({ 'b-c': { access: EKS }, 'c': { access: EKS } }, app, id));
    fleets.forEach(fleet => addInventory(fleet, { kubeconfig: {} }));
    expect(fleets.flatMap(fleet => kubeconfigIn(fleet)!.contexts.map(({ name, context }) => [name, context.cluster, context.user]))).toEqual(
      ['a--b-c', 'a--c', 'a-b--b-c', 'a-b--c'].map(name => [name, name, name]));
  });

  test('is not written unless it is asked for, and not without any cluster', () => {
    const without = (props: object) => {
      const fleet = fleetOf(CLUSTERS);
      addInventory(fleet, props);
      return [kubeconfigIn(fleet), fleet.check().length];
    };
    expect(without({})).toEqual([undefined, 0]);
    const fleet = fleetOf({ dev: {} });
    addInventory(fleet, { kubeconfig: {} });
    expect(kubeconfigIn(fleet)).toBeUndefined();
  });

  test('takes what is written for a cluster in place of what the cluster says, and asks for a user only where there is a server', () => {
    const fleet = fleetOf(CLUSTERS);
    const asked: string[] = [];
    addInventory(fleet, {
      kubeconfig: { servers: { 'prod-eu': { server: 'https://bastion.example.com' } }, user: ({ name }) => { asked.push(name); return LOGIN; } },
    });
    expect(kubeconfigIn(fleet)!.clusters).toEqual([{ name: 'prod-eu', cluster: { server: 'https://bastion.example.com' } }]);
    expect([...new Set(asked)]).toEqual(['prod-eu']);
  });

  test('has certificates as Go reads them, however they were broken into lines', () => {
    const broken = CA.replace(/(.{20})/g, '$1\n');
    const fleet = fleetOf({ eu: { access: { ...EKS, certificateAuthority: broken } } });
    addInventory(fleet, { kubeconfig: { servers: { hub: { server: 'https://hub.example.com', certificateAuthority: broken } }, user: LOGIN } });
    expect(kubeconfigIn(fleet)!.clusters.map(({ cluster }) => cluster['certificate-authority-data'])).toEqual([CA, CA]);
  });

  test('holds nothing but what is known to be public, and each context finds its cluster and its user, whatever the fleet is', () => {
    const users: readonly (KubeconfigUser | undefined)[] = [undefined, LOGIN, KubeconfigUser.tokenFile('../token'), KubeconfigUser.awsEks({ roleArn: EKS.roleArn })];
    const cluster = fc.record({
      access: fc.constantFrom<ClusterAccess | undefined>(undefined, EKS, BY_SECRET), server: fc.boolean(), user: fc.constantFrom(...users),
    });
    fc.assert(fc.property(fc.array(cluster, { maxLength: 5 }), fc.constantFrom(...users), (clusters, ofHub) => {
      const fleet = fleetOf(Object.fromEntries(clusters.map(({ access }, i) => [`c${i}`, { access }])));
      const userOf: Readonly<Record<string, KubeconfigUser | undefined>> = { hub: ofHub, ...Object.fromEntries(clusters.map(({ user }, i) => [`c${i}`, user])) };
      const known = clusters.flatMap(({ server }, i) => (server ? [[`c${i}`, { server: `https://c${i}.example.com` }]] : []));
      addInventory(fleet, { kubeconfig: { servers: Object.fromEntries(known) as KubeconfigProps['servers'], user: ({ name }) => userOf[name] } });
      const file = kubeconfigIn(fleet) ?? { clusters: [], contexts: [], users: [] };
      const names = clusters.flatMap(({ access, server, user }, i) => ((server || access === EKS) && (user ?? access === EKS) ? [`c${i}`] : []));
      expect(file.contexts).toEqual(names.map(name => ({ name, context: { cluster: name, user: name } })));
      expect([file.clusters.map(({ name }) => name), file.users.map(({ name }) => name)]).toEqual([names, names]);
      expect(keysIn(file).filter(key => !KEYS.includes(key))).toEqual([]);
      expect(fleet.findings().map(({ code, clusters: [name] }) => [code, name])).toEqual(
        ['hub', ...clusters.map((_, i) => `c${i}`)].filter(name => !names.includes(name)).sort().map(name => ['kubeconfig-access-unknown', name]));
    }), { numRuns: 60 });
  });
});

describe('findings', () => {
  const out = (cluster: string, rest: string) => `warning kubeconfig-access-unknown: ${cluster}: is left out of the kubeconfig of fleet acme, for the program ${rest}`;
  const server = (cluster: string) => out(cluster,
    `does not say where its API server is: write kubeconfig.servers: { '${cluster}': { server, certificateAuthority } } in acme/inventory`);
  const ALL = { hub: { server: 'https://hub' }, office: { server: 'https://office' } };

  test('name each cluster without a server, what to write, and the Secret that knows', () => {
    expect(found({ user: LOGIN }, { 'prod-eu': { access: EKS }, 'office': { access: BY_SECRET } })).toEqual([
      server('hub'), `${server('office')}; both are in the kubeconfig in Secret clusters/office-kubeconfig on the hub`,
    ]);
  });

  test('name each cluster that nobody gets into', () => {
    const fix = 'does not say how people get in: write kubeconfig.user in acme/inventory, a KubeconfigUser or a function that gives one for this cluster';
    expect(found({ servers: ALL }, { 'prod-eu': { access: EKS }, 'office': {} })).toEqual([out('hub', fix), out('office', fix)]);
    expect(found({ servers: ALL, user: ({ role }) => (role === 'hub' ? undefined : LOGIN) }, { office: {} })).toEqual([out('hub', fix)]);
  });

  test('name the clusters and the constructs', () => {
    const fleet = fleetOf({ 'prod-eu': { access: EKS } });
    addInventory(fleet, { kubeconfig: {} });
    expect(fleet.check().map(({ code, clusters, paths, severity }) => ({ code, clusters, paths, severity }))).toEqual([
      { code: 'kubeconfig-access-unknown', severity: 'warning', clusters: ['hub'], paths: ['acme/hub', 'acme/inventory'] },
    ]);
  });

  test('name what is no cluster, only once all clusters are declared', () => {
    const servers = { ...ALL, ofice: ALL.office };
    expect(found({ servers, user: LOGIN }, { office: {} })).toEqual([
      "error cluster-inventory-unknown-name: acme/inventory: kubeconfig.servers names 'ofice', which is no cluster of fleet acme (did you mean 'office'?): correct it, or declare the cluster",
    ]);
    const fleet = fleetOf({});
    addInventory(fleet, { kubeconfig: { servers: ALL, user: LOGIN } });
    addCluster(fleet, 'office');
    expect(fleet.check()).toEqual([]);
  });
});

describe('is refused', () => {
  const make = (kubeconfig: object) => () => addInventory(fleetOf({}), { kubeconfig });
  const CERTIFICATE = 'certificateAuthority: write the certificate in PEM, in base64, as certificate-authority-data of a kubeconfig has it, and no key';
  const ADDRESS = (got: string) => `server: write the address of the API server, https://<host>[:<port>], got '${got}'`;
  const USER = 'user: write a KubeconfigUser, KubeconfigUser.exec(...) for example, or a function that gives one for a cluster';

  test.each<[string, unknown, string]>([
    ['no server', {}, 'server is missing; write text that is not empty'],
    ['without TLS', { server: 'http://hub' }, ADDRESS('http://hub')],
    ['a host alone', { server: 'hub.example.com:6443' }, ADDRESS('hub.example.com:6443')],
    ['a port that is none', { server: 'https://hub:99999' }, ADDRESS('https://hub:99999')],
    ['a user in the address', { server: 'https://me:hunter2@hub' }, ADDRESS('https://...@hub')],
    ['a query, which can hold a token', { server: 'https://hub?token=x' }, ADDRESS('https://hub?...')],
    ['a user without a scheme', { server: 'me:hunter2@hub' }, ADDRESS('...@hub')],
    ['a part that can hold a token', { server: 'https://hub#access_token=x' }, ADDRESS('https://hub?...')],
    ['a certificate that is not in base64', { server: 'https://hub', certificateAuthority: '-----BEGIN CERTIFICATE-----' }, CERTIFICATE],
    ['base64 of something else', { server: 'https://hub', certificateAuthority: base64('hello') }, CERTIFICATE],
    ['base64 for addresses', { server: 'https://hub', certificateAuthority: `${CA}_` }, CERTIFICATE],
    ['a key', { server: 'https://hub', certificateAuthority: base64('-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n') }, CERTIFICATE],
    ['a name with an address in it', { server: 'https://hub', tlsServerName: 'https://hub' }, "tlsServerName: write the name of a host, got 'https://hub'"],
    ['a switch that trusts everybody', { server: 'https://hub', insecureSkipTlsVerify: true },
      'insecureSkipTlsVerify is no option; write one of server, certificateAuthority, tlsServerName'],
  ])('for a server %s', (_, entry, message) => {
    expect(make({ servers: { hub: entry } })).toThrow(new Error(`acme/inventory: kubeconfig.servers.hub.${message}`));
  });

  test.each<[string, object, string]>([
    ['servers that are a list', { servers: ['https://hub'] }, 'servers: write an object, got ["https://hub"]'],
    ['a server that is a text, which is not repeated', { servers: { hub: 'https://me:hunter2@hub' } }, "servers.hub: write an object, { server: 'https://<host>[:<port>]' }"],
    ['a token for a user', { user: { token: 'hunter2' } }, USER],
    ['a text for a user', { user: 'hunter2' }, USER],
    ['nothing for a user', { user: null }, USER],
    ['another prop', { users: {} }, 'users is no option; write one of servers, user'],
  ])('%s', (_, kubeconfig, message) => {
    expect(make(kubeconfig)).toThrow(new Error(`acme/inventory: kubeconfig.${message}`));
  });

  test('a function that fails, with the cluster that it failed for', () => {
    const fleet: Fleet = fleetOf({ eu: { access: EKS } });
    addInventory(fleet, { kubeconfig: { user: cluster => KubeconfigUser.tokenFile(cluster.labels.file.trim()) } });
    expect(() => fleet.settle()).toThrow(/^acme\/inventory: kubeconfig.user for cluster 'eu': Cannot read properties of undefined/);
  });

  test.each([{ token: 'hunter2' }, 'hunter2', null])('a function that gives %j, which is not repeated', given => {
    const fleet: Fleet = fleetOf({ eu: { access: EKS } });
    addInventory(fleet, { kubeconfig: { user: () => given as unknown as KubeconfigUser } });
    expect(() => fleet.settle()).toThrow(new Error(
      "acme/inventory: kubeconfig.user gives something else than a KubeconfigUser for cluster 'eu'; write KubeconfigUser.exec(...) for example, or undefined for the default"));
  });
});
