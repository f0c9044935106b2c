import { Delivery } from 'cdk8s-fleet';
import { shop } from './shop';

shop(Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', path: 'dist' }));
