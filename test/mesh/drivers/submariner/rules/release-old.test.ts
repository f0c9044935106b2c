import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { RELEASES } from '../../../../../lib/mesh/drivers/submariner/versions';
import { joined } from '../meshes';

const CODE = 'submariner-release-old';

test.each<[string, object]>([
  ['the default', {}],
  ...RELEASES.map(({ fixed }): [string, object] => [fixed, { version: fixed }]),
  ['a later one of a minor', { version: '0.22.3' }],
  ['one of two digits', { version: '0.23.10' }],
])('passes: %s', (_, props) => {
  expect(messagesOf(CODE, props)).toEqual([]);
});

test('warns of one without the fixes', () => {
  expect(findingsOf(CODE, joined({ version: '0.24.0' }).fleet)).toEqual([{
    code: CODE, severity: 'warning', clusters: [], paths: ['acme/mesh'],
    message: "acme/mesh: Submariner 0.24.0 lacks fixes of security that 0.24.1 has (submariner#4145): write version: '0.24.1'",
  }]);
});

test.each([['0.20.3', '0.20.4'], ['0.21.0', '0.21.4'], ['0.22.1', '0.22.2'], ['0.23.1', '0.23.2']])('warns of %s, and names %s', (version, fixed) => {
  const message = `acme/mesh: Submariner ${version} lacks fixes of security that ${fixed} has (submariner#4145): write version: '${fixed}'`;
  expect([messagesOf(CODE, { version }), messagesOf(CODE, { version, connectivity: false })]).toEqual([[message], [message]]);
});
