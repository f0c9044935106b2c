import { describe, expect, test } from '@jest/globals';
import { Mirror } from '../../../lib';
import { controlPlaneConfig, workerConfig } from '../../../lib/capi/kubeadm/config-spec';
import { KubeadmSettings } from '../../../lib/capi/kubeadm/machine-provider';

/** Everything that an infrastructure can ask for. */
const NEEDS: KubeadmSettings = {
  nodeName: 'n', kubeletArgs: { k: '1' }, apiServerArgs: { a: '1' }, controllerManagerArgs: { c: '1' }, certSANs: ['theirs'],
  files: [{ path: '/theirs', content: 'x' }], preKubeadmCommands: ['theirs'],
};
const OWN = { machine: {}, files: [{ path: '/mine', content: 'y' }], preKubeadmCommands: ['mine'] };
const registration = { name: 'n', kubeletExtraArgs: [{ name: 'k', value: '1' }] };
const files = [{ path: '/theirs', content: 'x' }, { path: '/mine', content: 'y' }];

describe('what an infrastructure asks of kubeadm', () => {
  test('reaches the control plane, before what the user says', () => {
    expect(controlPlaneConfig('x', { ...OWN, certSANs: ['mine'] }, NEEDS, Mirror.NONE)).toMatchObject({
      clusterConfiguration: {
        apiServer: { extraArgs: [{ name: 'a', value: '1' }], certSANs: ['theirs', 'mine'] }, controllerManager: { extraArgs: [{ name: 'c', value: '1' }] },
      },
      initConfiguration: { nodeRegistration: registration }, joinConfiguration: { nodeRegistration: registration },
      files, preKubeadmCommands: ['theirs', 'mine'],
    });
  });

  test('reaches workers, without what is of the control plane', () => {
    expect(workerConfig('x', OWN, NEEDS, {})).toEqual({
      joinConfiguration: { nodeRegistration: registration }, files, preKubeadmCommands: ['theirs', 'mine'], postKubeadmCommands: undefined, users: undefined,
    });
  });

  test('may be said by the user as well', () => {
    expect(controlPlaneConfig('x', { machine: {}, apiServerArgs: { a: '1' } }, NEEDS, Mirror.NONE)).toEqual(controlPlaneConfig('x', { machine: {} }, NEEDS, Mirror.NONE));
  });

  test.each<[string, () => object, string]>([
    ['flag of the API server', () => controlPlaneConfig('x', { machine: {}, apiServerArgs: { a: '2' } }, NEEDS, Mirror.NONE), "x: apiServerArgs: flag a is set to '1' and to '2'; remove one"],
    ['kubelet flag', () => workerConfig('x', { kubeletArgs: { k: '2' } }, NEEDS, {}), "x: kubeletArgs: flag k is set to '1' and to '2'; remove one"],
    ['file', () => workerConfig('x', { files: [{ path: '/theirs', content: 'z' }] }, NEEDS, {}), 'x: files: /theirs is written twice'],
  ])('fails when the user gives another value to a %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
