import { expect, test } from '@jest/globals';
import { SecretEntry } from '../../../lib/fleet/model';
import { distinctSecrets } from '../../../lib/fleet/settle/secrets';

const ENTRY: SecretEntry = {
  namespace: 'shop', name: 'git', type: 'Opaque', labels: {}, keys: ['password', 'username'], madeBy: 'people', readBy: 'Flux', rotatedBy: 'who made it',
};

test('Secrets are sorted by namespace and name', () => {
  const named = [['shop', 'b'], ['lab', 'c'], ['shop', 'a']].map(([namespace, name]) => ({ ...ENTRY, namespace, name }));
  expect(distinctSecrets(named)).toEqual([named[1], named[2], named[0]]);
});

test('a Secret with several readers has the keys, labels and readers of all, each once', () => {
  const other = { ...ENTRY, keys: ['ca.crt', 'password'], labels: { team: 'shop' }, readBy: 'Argo CD' };
  expect(distinctSecrets([ENTRY, other, ENTRY])).toEqual([{ ...ENTRY, keys: ['ca.crt', 'password', 'username'], labels: { team: 'shop' }, readBy: 'Flux; Argo CD' }]);
});

test('the special one of two types counts', () => {
  const docker = { ...ENTRY, type: 'kubernetes.io/dockerconfigjson' };
  expect([[ENTRY, docker], [docker, ENTRY]].map(entries => distinctSecrets(entries)[0].type)).toEqual([docker.type, docker.type]);
});

test('what a controller makes, people need not, whoever comes first', () => {
  const made: SecretEntry = { ...ENTRY, madeBy: 'controller', rotatedBy: 'External Secrets', readBy: 'Argo CD' };
  for (const entries of [[ENTRY, made], [made, ENTRY]]) {
    expect(distinctSecrets(entries)).toEqual([{ ...made, readBy: entries.map(({ readBy }) => readBy).join('; ') }]);
  }
});

test('what people put into a Secret is what each of its readers needs, each once', () => {
  const [one, other] = ['the token of A', 'the token of B'].map(content => ({ ...ENTRY, content }));
  expect(distinctSecrets([ENTRY, one, other, one]).map(({ content }) => content)).toEqual(['the token of A; the token of B']);
  expect(distinctSecrets([ENTRY, ENTRY]).map(({ content }) => content)).toEqual([undefined]);
});
