import { describe, expect, test } from '@jest/globals';
import { ArgoCdProjectSpec, checkArgoCdProject } from '../../../../lib/delivery/argo-cd/project';

const POLICY = 'p, proj:web:ops, applications, sync, web/*, allow';
const key = 'D56C4FCA57A46444';
const full: ArgoCdProjectSpec = {
  description: 'ü'.repeat(255),
  sourceRepos: ['https://github.com/acme/*', 'git@github.com:acme/apps.git', 'oci://registry.example.com/charts', '!https://github.com/acme/secret', '*'],
  sourceNamespaces: ['apps-*', '/^team-[a-z]{2,}$/'],
  destinations: [
    { name: 'us-east', namespace: 'web' }, { server: 'https://1.2.3.4:6443', namespace: 'web' }, { name: '*', namespace: '!kube-system' }, { name: '!hub', server: '*' },
    { name: '{us,eu}-{east,{west,north}}' }, { name: '\\{a' }, { name: '[{]' },
  ],
  destinationServiceAccounts: [
    { server: '*', namespace: '{api,web}', defaultServiceAccount: 'deployer' }, { server: 'https://*', defaultServiceAccount: 'argocd:deployer' },
  ],
  clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web-*' }],
  clusterResourceBlacklist: [{ group: '*', kind: 'CustomResourceDefinition' }],
  namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
  namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
  orphanedResources: { warn: true, ignore: [{ kind: 'Secret', name: 'legacy-*' }] },
  permitOnlyProjectScopedClusters: false,
  roles: [
    {
      name: 'ops', description: '', groups: ['acme:ops', '"ops, east"'],
      policies: [
        POLICY, 'p,proj:web:ops,applicationsets,*,web/*,deny', 'p, proj:web:ops, applications, action/apps/Deployment/restart, web/argocd/api, allow',
        'p, proj:web:ops, applications, delete/*/Pod/*, web/a_1.b-*, allow', 'p, proj:web:ops, logs, get, web/*, allow', 'p, proj:web:ops, exec, create, web/*, allow',
        'p, proj:web:ops, clusters, get, web/*, allow', 'p, proj:web:ops, repositories, update, web/*, allow',
      ],
    },
    { name: 'R_2' },
  ],
  syncWindows: [{ kind: 'deny', schedule: '0 22 * * 1-5', duration: '8h', applications: ['*'] }],
  sourceIntegrity: { git: { policies: [{ repos: [{ url: '*' }, { url: '!https://github.com/acme/docs' }], gpg: { mode: 'strict', keys: [key] } }] } },
};
const CHARACTERS = 'letters, digits, dashes and underscores, with a letter or digit at both ends';
const DESTINATIONS = 'destinations: [{ name, namespace }], an entry for each cluster and namespace';
const role = (change: object) => ({ roles: [{ name: 'ops', ...change }] });
const policy = (...policies: string[]) => role({ policies });
const integrity = (gpg: object, repos: unknown = [{ url: '*' }]) => ({ sourceIntegrity: { git: { policies: [{ repos, gpg: { mode: 'head', keys: [key], ...gpg } }] } } });

describe('a project', () => {
  test('passes with nothing, and with all that there is', () => {
    expect(() => checkArgoCdProject('acme/apps', 'web', {})).not.toThrow();
    expect(() => checkArgoCdProject('acme/apps', 'web', full)).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ['no object', null, 'write an object of options, got null'],
    ['a text', 'x', "write an object of options, got 'x'"],
  ])('fails on %s', (_, spec, message) => {
    expect(() => checkArgoCdProject('acme/apps', 'web', spec as ArgoCdProjectSpec)).toThrow(new Error(`acme/apps: AppProject web: ${message}`));
  });

  test('fails on a name that is none', () => {
    expect(() => checkArgoCdProject('acme/apps', 'Web', {})).toThrow(
      new Error("acme/apps: name of the AppProject: write lower-case letters, digits, dashes and dots, 253 characters at most, each part between dots with a letter or digit at both ends, got 'Web'"),
    );
  });

  test.each<[string, object, string]>([
    ['clusters', { clusters: [{ name: 'us-east', server: 'https://us-east.example.com' }] }, `clusters: there is no such field; write ${DESTINATIONS}`],
    ['namespaces', { namespaces: ['production'] }, `namespaces: there is no such field; write ${DESTINATIONS}`],
    ['allowedClusters', { allowedClusters: [] }, `allowedClusters: there is no such field; write ${DESTINATIONS}`],
    ['windows', { windows: [] }, 'windows: there is no such field; write syncWindows'],
    ['signature keys', { signatureKeys: [{ keyID: key }] }, "signatureKeys: there is no such field; write sourceIntegrity: { git: { policies: [{ repos: [{ url: '*' }], gpg: { mode: 'head', keys } }] } }"],
    ['an unknown field', { repos: [] }, `repos: there is no such field; write one of ${Object.keys(full).join(', ')}`],
    ['null', { roles: null }, 'roles: write a list, got null'],
    ['a long description', { description: 'ü'.repeat(256) }, 'description: write 255 characters at most, got 256'],

    ['a repository that excludes all', { sourceRepos: ['!*'] }, "sourceRepos.0: write what to exclude, '!*' excludes everything and is refused by Argo CD"],
    ['a repository with a password', { sourceRepos: ['https://me:hunter2@a/b'] }, "sourceRepos.0: write the address without what stands before '@': it would be in the output for everybody to read; a name and a password belong into a Secret for the controller that reads it"],
    ['a repository twice', { sourceRepos: ['*', 'https://a/b', 'https://a/b'] }, 'sourceRepos.2: says the same as 1; leave one out'],
    ['a malformed repository', { sourceRepos: ['https://a/[b'] }, "sourceRepos.0: close the brackets and write characters between them, got 'https://a/[b'"],
    ['no URL', { sourceRepos: ['https://a:b/c'] }, "sourceRepos.0: write the URL of a repository such as https://github.com/acme/apps, or '*', got 'https://a:b/c'"],
    ['braces in a path', { sourceRepos: ['!https://a/{b,c}'] }, "sourceRepos.0: write an entry for each repository: Argo CD percent-encodes braces and backslashes in the path of a URL, got '!https://a/{b,c}'"],
    ['three stars', { sourceRepos: ['https://a/***'] }, "sourceRepos.0: write * or **, got 'https://a/***'"],
    ['repositories as text', { sourceRepos: '*' }, "sourceRepos: write a list of texts that are not empty, got '*'"],
    ['a source namespace twice', { sourceNamespaces: ['a', 'a'] }, 'sourceNamespaces.1: says the same as 0; leave one out'],
    ['a source namespace that excludes', { sourceNamespaces: ['!a'] }, "sourceNamespaces.0: write a pattern without '!', nothing can be excluded here, got '!a'"],
    ['a malformed source namespace', { sourceNamespaces: ['[]'] }, "sourceNamespaces.0: close the brackets and write characters between them, got '[]'"],

    ['destinations as text', { destinations: ['*'] }, "destinations.0: write { name, namespace } or { server, namespace }, got '*'"],
    ['destinations that are no list', { destinations: { name: '*' } }, 'destinations: write a list, got {"name":"*"}'],
    ['a cluster', { destinations: [{ cluster: 'us-east' }] }, "destinations.0.cluster: there is no such field; write name: '<cluster>'"],
    ['namespaces of a destination', { destinations: [{ name: '*', namespaces: ['a'] }] }, 'destinations.0.namespaces: there is no such field; write namespace, and an entry for each namespace'],
    ['no cluster', { destinations: [{ namespace: '*' }] }, "destinations.0.name: write name or server, '*' for every cluster: this matches no cluster"],
    ['no server', { destinations: [{ name: '*' }, { server: '!*' }] }, "destinations.1.server: write what to exclude, '!*' excludes everything and is refused by Argo CD"],
    ['no name', { destinations: [{ name: '!*' }] }, "destinations.0.name: write what to exclude, '!*' excludes everything and is refused by Argo CD"],
    ['no namespace', { destinations: [{ name: '*', namespace: '!*' }] }, "destinations.0.namespace: write what to exclude, '!*' excludes everything and is refused by Argo CD"],
    ['an empty namespace', { destinations: [{ name: '*', namespace: '' }] }, "destinations.0.namespace: write text that is not empty, got ''"],
    ['an open bracket', { destinations: [{ name: '![', namespace: 'a' }] }, "destinations.0.name: close the brackets and write characters between them, got '!['"],
    ['an open brace', { destinations: [{ name: '{a,b', namespace: 'a' }] }, "destinations.0.name: close the braces, with two or more texts without * and ? between them, got '{a,b'"],
    ['a wildcard in braces', { destinations: [{ name: '{a*,b}' }] }, "destinations.0.name: close the braces, with two or more texts without * and ? between them, got '{a*,b}'"],
    ['an empty alternative', { destinations: [{ name: '{a,}' }] }, "destinations.0.name: close the braces, with two or more texts without * and ? between them, got '{a,}'"],
    ['a destination twice', { destinations: [{ name: 'a' }, { name: 'b' }, { server: 'a' }] }, 'destinations.2: says the same as 0; leave one out'],
    ['a server twice', { destinations: [{ server: 'a', name: 'b' }, { server: 'a', name: 'c' }] }, 'destinations.1: says the same as 0; leave one out'],

    ['an account for a name', { destinationServiceAccounts: [{ name: 'a', defaultServiceAccount: 'b' }] }, 'destinationServiceAccounts.0.name: there is no such field; write server: accounts are chosen by the address of a cluster'],
    ['an account for no server', { destinationServiceAccounts: [{ defaultServiceAccount: 'b' }] }, 'destinationServiceAccounts.0.server is missing; write text that is not empty'],
    ['an account that excludes a server', { destinationServiceAccounts: [{ server: '!a', defaultServiceAccount: 'b' }] }, "destinationServiceAccounts.0.server: write a pattern without '!', nothing can be excluded here, got '!a'"],
    ['an account that excludes a namespace', { destinationServiceAccounts: [{ server: 'a', namespace: '[!a]', defaultServiceAccount: 'b' }] }, "destinationServiceAccounts.0.namespace: write a pattern without '!', nothing can be excluded here, got '[!a]'"],
    ['an account that is a pattern', { destinationServiceAccounts: [{ server: 'a', defaultServiceAccount: 'b*' }] }, "destinationServiceAccounts.0.defaultServiceAccount: write the name of one account or <namespace>:<name>, without wildcards, got 'b*'"],
    ['an account twice', { destinationServiceAccounts: [{ server: 'a', defaultServiceAccount: 'b' }, { server: 'a', defaultServiceAccount: 'c' }] }, 'destinationServiceAccounts.1: says the same as 0; leave one out'],

    ['kinds as text', { clusterResourceWhitelist: ['*'] }, "clusterResourceWhitelist.0: write { group, kind }, got '*'"],
    ['no group', { clusterResourceBlacklist: [{ kind: 'Node' }] }, 'clusterResourceBlacklist.0.group is missing; write text'],
    ['a name of what has a namespace', { namespaceResourceBlacklist: [{ group: '', kind: 'Secret', name: 'a' }] }, 'namespaceResourceBlacklist.0.name: there is no such field; write group and kind only: names are read for kinds without a namespace'],
    ['a malformed kind', { namespaceResourceWhitelist: [{ group: '', kind: '[a' }] }, "namespaceResourceWhitelist.0.kind: the pattern is malformed, so it would match nothing, got '[a'"],
    ['a list that permits nothing', { namespaceResourceWhitelist: [] }, 'namespaceResourceWhitelist: an empty list permits no kind; leave the field out to permit all of them'],
    ['an unknown field for orphans', { orphanedResources: { warning: true } }, 'orphanedResources.warning: there is no such field; write one of warn, ignore'],
    ['an orphan in words', { orphanedResources: { ignore: [{ kind: 3 }] } }, 'orphanedResources.ignore.0.kind: write text, got 3'],

    ['a role by a bad name', { roles: [{ name: 'ops-' }] }, `roles.0.name: write ${CHARACTERS}, got 'ops-'`],
    ['a role twice', { roles: [{ name: 'a' }, { name: 'a' }] }, 'roles.1: says the same as 0; leave one out'],
    ['permissions', role({ permissions: [] }), "roles.0.permissions: there is no such field; write policies: ['p, proj:<project>:<role>, applications, sync, <project>/*, allow']"],
    ['tokens', role({ jwtTokens: [] }), 'roles.0.jwtTokens: there is no such field; write nothing: tokens are issued by Argo CD, which notes them itself'],
    ['a policy of five parts', policy('p, proj:web:ops, applications, sync, web/*'), "roles.0.policies.0: write six parts, 'p, proj:web:ops, <resource>, <action>, web/<application>, allow', got 'p, proj:web:ops, applications, sync, web/*'"],
    ['a policy of another type', policy(POLICY.replace('p,', 'g,')), `roles.0.policies.0: write six parts, 'p, proj:web:ops, <resource>, <action>, web/<application>, allow', got '${POLICY.replace('p,', 'g,')}'`],
    ['a policy of another role', policy(POLICY.replace(':ops', ':dev')), `roles.0.policies.0: write proj:web:ops for the second part, got '${POLICY.replace(':ops', ':dev')}'`],
    ['a policy for projects', policy(POLICY.replace('applications', 'projects')), `roles.0.policies.0: write one of applications, applicationsets, clusters, exec, logs, repositories for the third part, got '${POLICY.replace('applications', 'projects')}'`],
    ['an unknown action', policy(POLICY, POLICY.replace('sync', 'invoke')), `roles.0.policies.1: write one of *, get, create, update, delete, sync, override, action/<name>, update/<kind> and delete/<kind> for the fourth part, got '${POLICY.replace('sync', 'invoke')}'`],
    ['another project', policy(POLICY.replace('web/', 'api/')), `roles.0.policies.0: write web/*, web/<application> or web/<namespace>/<application> for the fifth part, got '${POLICY.replace('web/', 'api/')}'`],
    ['too deep an object', policy(POLICY.replace('web/', 'web/a/b/')), `roles.0.policies.0: write web/*, web/<application> or web/<namespace>/<application> for the fifth part, got '${POLICY.replace('web/', 'web/a/b/')}'`],
    ['another effect', policy(POLICY.replace('allow', 'Allow')), `roles.0.policies.0: write allow or deny for the sixth part, got '${POLICY.replace('allow', 'Allow')}'`],
    ['a policy twice', policy(POLICY, POLICY.replace(/ /g, '')), 'roles.0.policies.1: says the same as 0; leave one out'],
    ['a group with a comma', role({ groups: ['a,b'] }), 'roles.0.groups.0: write the group in double quotes, because of its comma, got "a,b"'],
    ['a group with a space', role({ groups: ['a '] }), 'roles.0.groups.0: write the group without white space around it, got "a "'],
    ['an empty group', role({ groups: ['""'] }), 'roles.0.groups.0: write the name of a group, without double quotes and line ends in it, got "\\"\\""'],
    ['a group with a quote', role({ groups: ['a', 'a"b'] }), 'roles.0.groups.1: write the name of a group, without double quotes and line ends in it, got "a\\"b"'],
    ['a group of two lines', role({ groups: ['a\ng b'] }), 'roles.0.groups.0: write the name of a group, without double quotes and line ends in it, got "a\\ng b"'],
    ['a group twice', role({ groups: ['a', 'a'] }), 'roles.0.groups.1: says the same as 0; leave one out'],

    ['a window without targets', { syncWindows: [{ kind: 'deny', schedule: '0 0 * * *', duration: '1h' }] }, "syncWindows.0.applications: write at least one of applications, namespaces and clusters, ['*'] for all: the window is for no Application"],

    ['no policies', { sourceIntegrity: { git: {} } }, 'sourceIntegrity.git.policies is missing; write a list'],
    ['another system', { sourceIntegrity: { helm: {} } }, 'sourceIntegrity.helm: there is no such field; write one of git'],
    ['repositories as texts', integrity({}, ['*']), "sourceIntegrity.git.policies.0.repos.0: write { url }, got '*'"],
    ['a repository that excludes all commits', integrity({}, [{ url: '!*' }]), "sourceIntegrity.git.policies.0.repos.0.url: write what to exclude, '!*' excludes everything and is refused by Argo CD"],
    ['another mode', integrity({ mode: 'tag' }), "sourceIntegrity.git.policies.0.gpg.mode: write none, head or strict, got 'tag'"],
    ['a short key', integrity({ keys: [key, '57A46444'] }), "sourceIntegrity.git.policies.0.gpg.keys.1: write the 16 or 40 hexadecimal digits of a key, got '57A46444'"],
  ])('fails on %s', (_, spec, message) => {
    expect(() => checkArgoCdProject('acme/apps', 'web', spec as ArgoCdProjectSpec)).toThrow(new Error(`acme/apps: AppProject web: ${message}`));
  });
});
