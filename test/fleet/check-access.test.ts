import { describe, expect, test } from '@jest/globals';
import { ClusterAccess, EksAccess, KubeconfigAccess } from '../../lib';
import { checkAccess } from '../../lib/fleet/check-access';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const KUBECONFIG: KubeconfigAccess = { type: 'kubeconfig', namespace: 'clusters', name: 'old-kubeconfig' };
const EKS: EksAccess = {
  type: 'eks', server: 'https://0123.gr7.eu-west-1.eks.amazonaws.com', certificateAuthority: base64(CERTIFICATE),
  clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu', roleArn: 'arn:aws:iam::111122223333:role/argocd/deployer',
};
const check = (access: unknown) => () => checkAccess('acme/old: access', access as ClusterAccess);

test.each<[string, ClusterAccess | undefined]>([
  ['none', undefined],
  ['a kubeconfig', KUBECONFIG],
  ['a kubeconfig under a key of its own', { ...KUBECONFIG, key: 'kubeconfig' }],
  ['an EKS cluster', EKS],
  ['one in another partition, its server with a slash', {
    ...EKS, server: `${EKS.server}/`, clusterArn: 'arn:aws-us-gov:eks:us-gov-west-1:111122223333:cluster/p', roleArn: 'arn:aws-us-gov:iam::111122223333:role/r',
  }],
  ['several certificates', { ...EKS, certificateAuthority: base64(CERTIFICATE + CERTIFICATE) }],
])('passes: %s', (_, access) => {
  expect(check(access)).not.toThrow();
});

describe('fails', () => {
  test.each<[string, object, string]>([
    ['another type', { ...KUBECONFIG, type: 'token' }, "type: write 'kubeconfig' or 'eks', got 'token'"],
    ['a type that every object has', { type: 'constructor' }, "type: write 'kubeconfig' or 'eks', got 'constructor'"],
    ['no type', { namespace: 'a', name: 'b' }, "type: write 'kubeconfig' or 'eks', got 'undefined'"],
    ['no name', { type: 'kubeconfig', namespace: 'clusters' }, 'name is missing; write text that is not empty'],
    ['an empty namespace', { ...KUBECONFIG, namespace: '' }, "namespace: write text that is not empty, got ''"],
    ['a key that is none', { ...KUBECONFIG, key: 3 }, 'key: write text that is not empty, got 3'],
    ['no role', { ...EKS, roleArn: undefined }, 'roleArn is missing; write text that is not empty'],
    ['a server without a scheme', { ...EKS, server: 'example.com' }, "server: write the address of its API server, https://..., got 'example.com'"],
    ['a server with a password', { ...EKS, server: 'https://me:secret@example.com' },
      "server: write the address of its API server, https://..., got 'https://me:secret@example.com'"],
    ['the name of a cluster in place of its ARN', { ...EKS, clusterArn: 'prod-eu' },
      "clusterArn: write the ARN of the cluster, arn:aws:eks:<region>:<account>:cluster/<name>, got 'prod-eu'"],
    ['the ARN of a cluster in place of that of a role', { ...EKS, roleArn: EKS.clusterArn },
      "roleArn: write the ARN of a role, arn:aws:iam::<account>:role/<name>, got 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu'"],
    ...['a path', CERTIFICATE, base64('-----BEGIN RSA PRIVATE KEY-----\nMIIE\n'), base64(`${CERTIFICATE}-----BEGIN PRIVATE KEY-----\nMIIE\n`)].map((certificateAuthority, i) => [
      ['a path', 'a certificate that is not in base64', 'a key', 'a certificate with its key'][i], { ...EKS, certificateAuthority },
      'certificateAuthority: write the certificate in PEM, in base64, as kubeconfigs have it, and no key',
    ] as [string, object, string]),
  ])('for %s', (_, access, message) => {
    expect(check(access)).toThrow(new Error(`acme/old: access.${message}`));
  });
});
