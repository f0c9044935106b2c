import { describe, expect, test } from '@jest/globals';
import { base64, BY_SECRET, CA, EKS, fleetOf } from './samples';
import { ClusterAccess, ClusterModel, ExistingClusterProps } from '../../../lib/fleet';
import { KubeconfigExecProps, KubeconfigUser } from '../../../lib/hub/cluster-inventory';

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const JWT = `${base64('{"alg":"RS256"}').replace(/=+$/, '')}.${base64('{"sub":"me"}').replace(/=+$/, '')}.c2ln`;
const EKS_TOKEN = 'k8s-aws-v1.aHR0cHM6Ly9zdHM';

function cluster(props: Partial<ExistingClusterProps> = {}): ClusterModel {
  return fleetOf({ eu: props }).settle().clusters.find(({ name }) => name === 'eu')!;
}

const entry = (user: KubeconfigUser, props: Partial<ExistingClusterProps> = {}) => JSON.parse(JSON.stringify(user.entryFor(cluster(props))));

describe('a command', () => {
  test('gets what is written, and defaults for the rest', () => {
    expect(entry(KubeconfigUser.exec({ command: 'login' }))).toEqual({
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', interactiveMode: 'IfAvailable' },
    });
    expect(entry(KubeconfigUser.exec({ command: 'login', args: [], env: {} })).exec).not.toHaveProperty('args');
    expect(entry(KubeconfigUser.exec({
      command: 'gke-gcloud-auth-plugin', args: ['--quiet'], env: { CLOUDSDK_CORE_PROJECT: 'acme', A: '' }, provideClusterInfo: true, interactiveMode: 'Never',
      apiVersion: 'client.authentication.k8s.io/v1beta1', installHint: 'gcloud components install gke-gcloud-auth-plugin',
    }))).toEqual({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'gke-gcloud-auth-plugin', args: ['--quiet'], interactiveMode: 'Never', provideClusterInfo: true,
        env: [{ name: 'CLOUDSDK_CORE_PROJECT', value: 'acme' }, { name: 'A', value: '' }], installHint: 'gcloud components install gke-gcloud-auth-plugin',
      },
    });
  });

  const refused = (props: object) => expect(() => KubeconfigUser.exec(props as KubeconfigExecProps));

  test.each<[string, object, string]>([
    ['no command', {}, 'command is missing; write text that is not empty'],
    ['arguments in one text', { args: 'get-token' }, "args: write a list of texts that are not empty, got 'get-token'"],
    ['variables as a kubeconfig has them', { env: [{ name: 'A', value: 'b' }] }, 'env: write an object of texts, got [{"name":"A","value":"b"}]'],
    ['an interface that no kubectl speaks any more', { apiVersion: 'client.authentication.k8s.io/v1alpha1' },
      "apiVersion: write 'client.authentication.k8s.io/v1' or 'client.authentication.k8s.io/v1beta1', got 'client.authentication.k8s.io/v1alpha1'"],
    ['an empty interface', { apiVersion: '' }, "apiVersion: write 'client.authentication.k8s.io/v1' or 'client.authentication.k8s.io/v1beta1', got ''"],
    ['another mode', { interactiveMode: 'never' }, "interactiveMode: write 'Never', 'IfAvailable' or 'Always', got 'never'"],
    ['a token beside it', { token: 'hunter2' },
      'token is no option; write one of command, args, env, apiVersion, interactiveMode, provideClusterInfo, installHint'],
  ])('is refused with %s', (_, props, message) => {
    refused({ ...message.startsWith('command') ? {} : { command: 'login' }, ...props }).toThrow(new Error(`KubeconfigUser.exec: ${message}`));
  });

  test.each<[string, Partial<KubeconfigExecProps>, string]>([
    ['a key', { args: ['get-token', KEY] }, 'args[1] holds a private key'],
    ['a key in base64', { args: [`--key=${base64(KEY)}`] }, 'args[0] holds a private key'],
    ['a JSON Web Token', { args: ['-c', `echo ${JWT}`] }, 'args[1] holds a token'],
    ['a token of EKS', { args: [EKS_TOKEN] }, 'args[0] holds a token'],
    ['the value of an option', { args: ['get', '--token=hunter2'] }, 'args[1] holds the value of --token'],
    ['a client secret', { args: ['--client-secret', 'hunter2'] }, 'args[0] holds the value of --client-secret'],
    ['a header', { args: ['--header=Authorization: Bearer hunter2hunter2'] }, 'args[0] holds a token'],
    ['a key of an API', { env: { API_KEY: 'hunter2' } }, 'env.API_KEY holds the value of API_KEY'],
    ['a hint', { installHint: 'write Authorization: Basic aHVudGVyMjpodW50ZXIy' }, 'installHint holds a token'],
    ['the argument after an option', { args: ['--user-password', 'hunter2'] }, 'args[0] holds the value of --user-password'],
    ['a key in a variable', { env: { FILE: KEY } }, 'env.FILE holds a private key'],
    ['a token in a variable', { env: { HEADER: `Bearer ${JWT}` } }, 'env.HEADER holds a token'],
    ['a variable of AWS', { env: { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'hunter2' } }, 'env.AWS_SECRET_ACCESS_KEY holds the value of AWS_SECRET_ACCESS_KEY'],
    ['a variable of Vault', { env: { VAULT_TOKEN: 'hunter2' } }, 'env.VAULT_TOKEN holds the value of VAULT_TOKEN'],
  ])('is refused with %s in it, which is not repeated', (_, props, message) => {
    refused({ command: 'login', ...props }).toThrow(new Error(
      `KubeconfigUser.exec: ${message}, and the kubeconfig holds no credentials: have the command find it where it runs`));
  });

  test.each<[string, Partial<KubeconfigExecProps>]>([
    ['a name with token in it', { args: ['get-token', '--token-cache-dir=/x', '--oidc-use-access-token', '--oidc-client-id=kubernetes'] }],
    ['an option without a value', { args: ['--oidc-use-access-token'] }],
    ['a certificate', { args: [`--certificate-authority-data=${base64('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')}`] }],
    ['a file with a token', { env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token', AWS_PROFILE: 'prod' } }],
  ])('passes with %s', (_, props) => {
    expect(() => KubeconfigUser.exec({ command: 'login', ...props })).not.toThrow();
  });
});

describe('a token of EKS', () => {
  const args = (props: Parameters<typeof KubeconfigUser.awsEks>[0], access?: ClusterAccess, region?: string) =>
    entry(KubeconfigUser.awsEks(props), { access, region }).exec.args.join(' ');

  test('is for the cluster and the region of its ARN, and never by the role of controllers', () => {
    expect(args({}, EKS, 'us-east-1')).toBe('eks get-token --cluster-name prod-eu --region eu-west-1 --output json');
    expect(args(undefined, EKS)).not.toContain('role');
  });

  test('is for what is written, and by a role that is written', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/people/admin';
    expect(args({ clusterName: 'main', region: 'eu-north-1', roleArn }, EKS)).toBe(
      `eks get-token --cluster-name main --region eu-north-1 --output json --role-arn ${roleArn}`);
  });

  test('is for the cluster by its name, in its region or that of who asks, where no ARN is known', () => {
    expect(args({}, BY_SECRET, 'eu-west-3')).toBe('eks get-token --cluster-name eu --region eu-west-3 --output json');
    expect(args({})).toBe('eks get-token --cluster-name eu --output json');
  });

  test.each<[string, unknown, string]>([
    ['a role that is no ARN', { roleArn: 'admin' }, "roleArn: write the ARN of a role, arn:aws:iam::<account>:role/<name>, got 'admin'"],
    ['an empty region', { region: '' }, "region: write text that is not empty, got ''"],
    ['a profile', { profile: 'prod' }, 'profile is no option; write one of clusterName, region, roleArn'],
  ])('is refused with %s', (_, props, message) => {
    expect(() => KubeconfigUser.awsEks(props as object)).toThrow(new Error(`KubeconfigUser.awsEks: ${message}`));
  });
});

describe('files', () => {
  test('are named', () => {
    expect(entry(KubeconfigUser.clientCertificate({ certificate: '../a.crt', key: '/etc/a.key' }))).toEqual({ 'client-certificate': '../a.crt', 'client-key': '/etc/a.key' });
    expect(entry(KubeconfigUser.tokenFile('tokens/eu'))).toEqual({ tokenFile: 'tokens/eu' });
  });

  const CONTENT = 'write the path of a file, and not what is in it';

  test.each<[string, unknown, string]>([
    ['no path', undefined, CONTENT],
    ['an empty path', ' ', CONTENT],
    ['a key', KEY, CONTENT],
    ['a key in base64', base64(KEY), CONTENT],
    ['a certificate in base64', CA, CONTENT],
    ['a token', JWT, CONTENT],
    ['the folder of a person, which only a shell knows', '~/.kube/eu', "kubectl does not expand '~/.kube/eu'; write a path that counts from the folder of the kubeconfig, or a whole one"],
    ['a variable', '$HOME/eu', "kubectl does not expand '$HOME/eu'; write a path that counts from the folder of the kubeconfig, or a whole one"],
  ])('are refused with %s', (_, path, message) => {
    const text = path as string;
    expect(() => KubeconfigUser.tokenFile(text)).toThrow(new Error(`KubeconfigUser.tokenFile: ${message}`));
    expect(() => KubeconfigUser.clientCertificate({ certificate: text, key: 'a' })).toThrow(new Error(`KubeconfigUser.clientCertificate: certificate: ${message}`));
    expect(() => KubeconfigUser.clientCertificate({ certificate: 'a', key: text })).toThrow(new Error(`KubeconfigUser.clientCertificate: key: ${message}`));
  });

  test('are refused with a key beside them', () => {
    expect(() => KubeconfigUser.clientCertificate({ 'certificate': 'a', 'key': 'b', 'client-key-data': 'c' } as never)).toThrow(new Error(
      'KubeconfigUser.clientCertificate: client-key-data is no option; write one of certificate, key'));
    expect(() => KubeconfigUser.clientCertificate(undefined as never)).toThrow(new Error('KubeconfigUser.clientCertificate: write an object of options, got undefined'));
  });
});
