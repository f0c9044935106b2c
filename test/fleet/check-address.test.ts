import { describe, expect, test } from '@jest/globals';
import { checkNoCredentials } from '../../lib/fleet/check-address';

describe('an address in the program', () => {
  test.each([
    'https://git.example.com/acme/fleet.git', 'https://git.example.com:8443/@acme/fleet', 'oci://registry.example.com/x@sha256:0123', 'ssh://git@git.example.com:22/x',
    'git@git.example.com:acme/fleet.git', '!https://git.example.com/*', '*',
  ])('passes %s', address => {
    expect(() => checkNoCredentials('x: repoUrl', address)).not.toThrow();
  });

  test.each([
    'https://me:hunter2@git.example.com/x', 'https://hunter2@git.example.com/x', 'HTTPS://:hunter2@git.example.com/x', 'ssh://git:hunter2@git.example.com/x',
    'oci://me:hunter2@registry.example.com/x', '!https://me:hunter2@git.example.com/*', 'https://me:hunt@er2@git.example.com/x',
  ])('fails with credentials, which the message does not repeat: %s', address => {
    expect(() => checkNoCredentials('x: repoUrl', address)).toThrow(new Error("x: repoUrl: write the address without what stands before '@': it would be in the output for"
      + ' everybody to read; a name and a password belong into a Secret for the controller that reads it'));
  });
});
