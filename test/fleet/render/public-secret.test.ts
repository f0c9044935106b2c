import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkManifests } from '../../../lib/fleet';
import { secretValues } from '../../../lib/fleet/render/public-secret';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const pem = (kind: string) => `-----BEGIN ${kind}-----\nMIIB\n-----END ${kind}-----\n`;
const CA = base64(pem('CERTIFICATE'));
const AWS = { awsAuthConfig: { clusterName: 'prod-eu', roleARN: 'arn:aws:iam::111122223333:role/argo-cd' }, tlsClientConfig: { insecure: false, caData: CA } };

const secret = (type: string, stringData: unknown, more: object = {}) => ({
  apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'argocd', labels: { 'argocd.argoproj.io/secret-type': type } }, stringData, ...more,
});
const cluster = (stringData: object) => secret('cluster', { name: 'eu', server: 'https://10.0.0.1:6443', config: JSON.stringify(AWS), ...stringData });
const withConfig = (config: unknown) => cluster({ config: typeof config === 'string' ? config : JSON.stringify(config) });
const repository = (stringData: object) => secret('repository', { type: 'git', url: 'https://github.com/acme/fleet', ...stringData });

describe('Secrets of Argo CD that hold nothing secret pass', () => {
  test.each<[string, object]>([
    ['a cluster of EKS', cluster({})],
    ['a cluster named by its ARN', cluster({ server: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu' })],
    ['a cluster with every further key', cluster({ namespaces: 'a,b', clusterResources: 'true', project: 'apps', shard: '3' })],
    ['a cluster whose config names a profile, a proxy and no compression', withConfig({
      awsAuthConfig: { clusterName: 'a', profile: 'p' }, tlsClientConfig: { insecure: false, serverName: 'kubernetes', caData: base64(pem('CERTIFICATE').repeat(2)) },
      proxyUrl: 'http://proxy.example.com:3128', disableCompression: true,
    })],
    ['a cluster that Argo CD runs its own program for', withConfig({
      execProviderConfig: {
        command: 'argocd-k8s-auth', args: ['aws', '--cluster-name', 'a', '--role-arn=arn:aws:iam::111122223333:role/r', '--profile', 'p'],
        apiVersion: 'client.authentication.k8s.io/v1beta1', installHint: 'use the image', provideClusterInfo: true,
      },
      tlsClientConfig: { insecure: true },
    })],
    ['a config over several lines', withConfig(JSON.stringify(AWS, null, 2))],
    ['a config with what looks like a key in a value', withConfig({ awsAuthConfig: { clusterName: '"a": {' } })],
    ['a repository', repository({})],
    ['a Helm repository with every key', repository({
      type: 'helm', name: 'charts', project: 'apps', enableOCI: 'true', enableLfs: 'false', insecure: 'false', insecureIgnoreHostKey: 'false', depth: '1',
      insecureOCIForceHttp: 'false', forceHttpBasicAuth: 'false', useAzureWorkloadIdentity: 'true', webhookManifestCacheWarmDisabled: 'true',
      proxy: 'http://proxy.example.com', noProxy: '.example.com,10.0.0.0/8',
    })],
    ...['oci://ghcr.io/acme/charts', 'registry.example.com:5000/charts', 'git@github.com:acme/fleet.git', 'ssh://git@github.com:22/acme/fleet', 'https://host/a@v1']
      .map((url): [string, object] => [`a repository at ${url}`, repository({ url })]),
    ['credentials that are the identity of a workload', secret('repo-creds', { type: 'git', url: 'https://dev.azure.com/acme', useAzureWorkloadIdentity: 'true' })],
    ['a Secret whose values a controller will write', secret('', undefined, { type: 'kubernetes.io/service-account-token' })],
    ['a Secret with no more than empty maps', secret('', {}, { data: null })],
  ])('%s', (_, manifest) => {
    expect(checkManifests([manifest])).toEqual([]);
  });
});

describe('anything else is material, and the finding names it', () => {
  const token = 'hunter2';
  test.each<[string, object, readonly string[]]>([
    ['another kind of Secret', secret('', { name: 'eu' }), ['stringData.name']],
    ['no label', { ...cluster({}), metadata: { name: 'x' } }, ['stringData.name', 'stringData.server', 'stringData.config']],
    ['a label that every map has', secret('constructor', { name: 'eu' }), ['stringData.name']],
    ['credentials for writing', secret('repository-write', { url: 'https://github.com/acme' }), ['stringData.url']],
    ['values in base64', { ...cluster({}), data: { name: base64('eu') } }, ['data.name']],
    ['base64 alone', secret('cluster', undefined, { data: { server: base64('https://a') } }), ['data.server']],
    ['data that is no map', secret('cluster', undefined, { data: token }), ['data']],
    ['stringData that is no map', secret('cluster', [token]), ['stringData']],
    ['a key that Argo CD does not know', cluster({ kubeconfig: token }), ['stringData.kubeconfig']],
    ['a key of another kind of Secret', cluster({ url: 'https://a' }), ['stringData.url']],
    ['a key that every map has', cluster({ toString: token }), ['stringData.toString']],
    ['a value that is no text', cluster({ config: AWS }), ['stringData.config']],
    ['a name of several lines', cluster({ name: pem('PRIVATE KEY') }), ['stringData.name']],
    ['a name as long as a token', cluster({ name: 'e'.repeat(254) }), ['stringData.name']],
    ['a shard that is no number', cluster({ shard: token }), ['stringData.shard']],
    ['a password in the server', cluster({ server: `https://admin:${token}@10.0.0.1` }), ['stringData.server']],
    ['a token for the user of the server', cluster({ server: `https://${token}@10.0.0.1` }), ['stringData.server']],
    ['a token in the query of the server', cluster({ server: `https://10.0.0.1/?access_token=${token}` }), ['stringData.server']],
    ['a password behind backslashes', cluster({ server: `https:\\\\a:${token}@10.0.0.1` }), ['stringData.server']],
    ['several near misses', cluster({ server: `https://${token}@a`, password: token, config: JSON.stringify({ username: 'a' }) }),
      ['stringData.server', 'stringData.config.username', 'stringData.password']],
    ['a password in a repository', repository({ password: token }), ['stringData.password']],
    ['an SSH key in a repository', repository({ sshPrivateKey: pem('OPENSSH PRIVATE KEY') }), ['stringData.sshPrivateKey']],
    ['a key of a GitHub app', repository({ githubAppPrivateKey: pem('RSA PRIVATE KEY'), githubAppID: '1' }), ['stringData.githubAppPrivateKey', 'stringData.githubAppID']],
    ['a key in another case', repository({ Password: token }), ['stringData.Password']],
    ['a switch that is none', repository({ enableOCI: token }), ['stringData.enableOCI']],
    ['a type that is none', repository({ type: token }), ['stringData.type']],
    ['a password in a proxy', repository({ proxy: `http://a:${token}@proxy.example.com` }), ['stringData.proxy']],
    ...[`https://a:${token}@github.com/acme`, `https://${token}@github.com/acme`, `https://:${token}@github.com`, `ssh://git:${token}@github.com/acme`,
      `git:${token}@github.com:acme/fleet`, `https://github.com/acme?token=${token}`, `https://github.com/acme#${token}`, `https://a\\@b:${token}@github.com`,
      `oci://a:${token}@ghcr.io/acme`, `${token}@github.com/acme`, `https://github.com/acme\n${token}`, '']
      .map((url): [string, object, readonly string[]] => [`the repository ${JSON.stringify(url)}`, repository({ url }), ['stringData.url']]),
  ])('%s', (_, manifest, values) => {
    expect(checkManifests([manifest])).toEqual([expect.objectContaining({
      code: 'secret-material', severity: 'error',
      message: expect.stringContaining(`holds values (${values.join(', ')}) that would be written to the output; make the Secret beforehand or with an`
        + ' ExternalSecret, and refer to it by name (with cdk8s-fleet/pulumi: or write deferred(pulumi.secret(...)))') as unknown as string,
    })]);
    expect(JSON.stringify(checkManifests([manifest]))).not.toContain(token);
  });

  const nested: readonly [string, unknown, string][] = [
    ['a token', { ...AWS, bearerToken: token }, '.bearerToken'],
    ['a token under a key in another case', { ...AWS, BearerToken: token }, '.BearerToken'],
    ['a user', { username: 'admin' }, '.username'],
    ['a client key', { tlsClientConfig: { insecure: false, keyData: CA } }, '.tlsClientConfig.keyData'],
    ['a client certificate', { tlsClientConfig: { certData: CA } }, '.tlsClientConfig.certData'],
    ['a private key where the certificate of the authority goes', { tlsClientConfig: { caData: base64(pem('PRIVATE KEY')) } }, '.tlsClientConfig.caData'],
    ['a private key beside that certificate', { tlsClientConfig: { caData: base64(pem('CERTIFICATE') + pem('PRIVATE KEY')) } }, '.tlsClientConfig.caData'],
    ['text around that certificate', { tlsClientConfig: { caData: base64(`${token}\n${pem('CERTIFICATE')}`) } }, '.tlsClientConfig.caData'],
    ['text that is no base64', { tlsClientConfig: { caData: `${CA}!${token}` } }, '.tlsClientConfig.caData'],
    ['a list for that certificate', { tlsClientConfig: { caData: [CA] } }, '.tlsClientConfig.caData'],
    ['a switch that is none', { tlsClientConfig: { insecure: token } }, '.tlsClientConfig.insecure'],
    ['an unknown key deep inside', { awsAuthConfig: { clusterName: 'a', sessionToken: token } }, '.awsAuthConfig.sessionToken'],
    ['a map where text goes', { awsAuthConfig: { clusterName: { token } } }, '.awsAuthConfig.clusterName'],
    ['text where a map goes', { awsAuthConfig: token }, '.awsAuthConfig'],
    ['a map that is none', { tlsClientConfig: null }, '.tlsClientConfig'],
    ['a prototype', '{"__proto__":{"bearerToken":"hunter2"}}', '.__proto__'],
    ['an environment', { execProviderConfig: { command: 'argocd-k8s-auth', env: { AWS_SECRET_ACCESS_KEY: token } } }, '.execProviderConfig.env'],
    ['data for a program', { execProviderConfig: { command: 'argocd-k8s-auth', config: { token } } }, '.execProviderConfig.config'],
    ['another program', { execProviderConfig: { command: 'sh', args: ['-c'] } }, '.execProviderConfig.command, stringData.config.execProviderConfig.args'],
    ['a flag that nobody knows', { execProviderConfig: { command: 'argocd-k8s-auth', args: ['gcp', `--token=${token}`] } }, '.execProviderConfig.args'],
    ['a flag that begins like a known one', { execProviderConfig: { args: ['--profile-token', token] } }, '.execProviderConfig.args'],
    ['a password in a proxy', { proxyUrl: `http://a:${token}@proxy.example.com` }, '.proxyUrl'],
    ['no JSON', `bearerToken: ${token}`, ''],
    ['JSON with more behind it', `${JSON.stringify(AWS)} ${token}`, ''],
    ['a list', [token], ''],
    ['a text in JSON', JSON.stringify(token), ''],
    ['a key that is there twice, the first with a token', `{"tlsClientConfig":{"keyData":"${token}"},"tlsClientConfig":{"insecure":false}}`, ''],
    ['the same deep inside', `{"awsAuthConfig":{"clusterName":"${token}\\"","clusterName" : "a"}}`, ''],
    ['the same in a list', '{"execProviderConfig":{"args":[{"a":"hunter2","a":"b"}]}}', ''],
  ];
  test.each(nested)('in the config of a cluster: %s', (_, config, path) => {
    expect(checkManifests([withConfig(config)]).map(({ message }) => message)).toEqual([
      `Secret argocd/x (manifests[0]): holds values (stringData.config${path}) that would be written to the output; make the Secret beforehand or with an`
      + ' ExternalSecret, and refer to it by name (with cdk8s-fleet/pulumi: or write deferred(pulumi.secret(...)))',
    ]);
  });

  test('whatever is put anywhere into a config that passes', () => {
    const paths = pathsOf(AWS);
    fc.assert(fc.property(fc.constantFrom(...paths), fc.stringMatching(/^[A-Za-z]{1,12}$/), fc.json(), (at, key, value) => {
      const config = structuredClone(AWS) as Record<string, any>;
      const map = at.reduce((inner, step) => inner[step], config);
      fc.pre(!['tlsClientConfig', 'awsAuthConfig', 'execProviderConfig', 'proxyUrl', 'disableCompression', 'insecure', 'serverName', 'caData', 'clusterName', 'roleARN',
        'profile'].includes(key));
      map[key] = value;
      expect(secretValues(withConfig(config) as never)).toEqual([['stringData.config', ...at, key].join('.')]);
    }));
  });
});

/** The places of the maps in a value. */
function pathsOf(value: object, at: readonly string[] = []): readonly (readonly string[])[] {
  return [at, ...Object.entries(value).flatMap(([key, item]) => (typeof item === 'object' ? pathsOf(item as object, [...at, key]) : []))];
}

describe('Secrets by which Cilium finds its peers', () => {
  const files = (kind: string) => ['trusted-ca-file: /var/lib/cilium/clustermesh/KIND-etcd-client-ca.crt', 'key-file: /var/lib/cilium/clustermesh/KIND-etcd-client.key',
    'cert-file: /var/lib/cilium/clustermesh/KIND-etcd-client.crt'].map(line => line.replace('KIND', kind));
  const text = (endpoint = 'https://eu.mesh.example.com:2379', kind = 'common') => [...['endpoints:', `- ${endpoint}`], ...files(kind), ''].join('\n');
  const peers = (data: unknown, name = 'cilium-kvstoremesh', more: object = {}) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'kube-system' }, data, ...more });

  test.each<[string, object]>([
    ['those of agents', peers({ eu: base64(text('https://clustermesh-apiserver.kube-system.svc:2379', 'local')) }, 'cilium-clustermesh')],
    ['those of KVStoreMesh', peers({ 'eu': base64(text()), 'us-1': base64(text('https://10.0.0.5:32379')), 'six': base64(text('https://[fd00::5]:2379')) })],
    ['none', peers({})],
    ['none yet', peers(undefined)],
  ])('%s pass', (_, manifest) => {
    expect(checkManifests([manifest])).toEqual([]);
  });

  test.each<[string, object, readonly string[]]>([
    ['a Secret of another name', peers({ eu: base64(text()) }, 'cilium-clustermesh-2'), ['data.eu']],
    ['a key that is a file', peers({ 'eu.etcd-client.key': base64(text()) }), ['data.eu.etcd-client.key']],
    ['a key that is no cluster', peers({ EU: base64(text()) }), ['data.EU']],
    ['a private key', peers({ eu: base64(pem('PRIVATE KEY')) }), ['data.eu']],
    ['a field more', peers({ eu: base64(`${text()}password: hunter2\n`) }), ['data.eu']],
    ['a comment', peers({ eu: base64(`${text()}# hunter2\n`) }), ['data.eu']],
    ['material in place of a file', peers({ eu: base64(text().replace(/key-file: .*/, 'key-file: hunter2')) }), ['data.eu']],
    ['a password in the address', peers({ eu: base64(text('https://admin:hunter2@eu.example.com:2379')) }), ['data.eu']],
    ['a query in the address', peers({ eu: base64(text('https://eu.example.com:2379/?token=hunter2')) }), ['data.eu']],
    ['two addresses', peers({ eu: base64(text('https://a:1\n- https://b:2')) }), ['data.eu']],
    ['text that is not base64', peers({ eu: text() }), ['data.eu']],
    ['what decoders pass over', peers({ eu: `${base64(text())} hunter2` }), ['data.eu']],
    ['more after the end', peers({ eu: base64(`${text()}\n`) }), ['data.eu']],
    ['a value that is no text', peers({ eu: 1 }), ['data.eu']],
    ['data that is no map', peers('hunter2'), ['data']],
    ['stringData', peers({}, 'cilium-kvstoremesh', { stringData: { eu: text() } }), ['stringData.eu']],
    ['a label of Argo CD', { ...cluster({}), metadata: { name: 'cilium-clustermesh', labels: { 'argocd.argoproj.io/secret-type': 'cluster' } } },
      ['stringData.name', 'stringData.server', 'stringData.config']],
  ])('%s is material', (_, manifest, paths) => {
    expect(secretValues(manifest as any)).toEqual(paths);
  });
});
