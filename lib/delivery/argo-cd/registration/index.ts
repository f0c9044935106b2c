export { registerCluster } from './register-cluster';
export { REGISTRATION_RULES } from './rules';
