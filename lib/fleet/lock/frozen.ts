/** The setting that forbids writing the lock, or undefined when there is none. */
export function frozenBy(option: boolean | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (option) {
    return '`frozen: true`';
  }
  return ['CDK8S_FLEET_FROZEN', 'CI'].find(name => isOn(env[name]));
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}
