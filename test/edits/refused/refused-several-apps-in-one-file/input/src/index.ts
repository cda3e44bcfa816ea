import 'reflect-metadata';
import { createExpressServer, Controller, Get } from 'routing-controllers';
@Controller()
class C { @Get('/') x() { return 'x'; } }
const app = createExpressServer({ controllers: [C] });
app.listen(3000);
export const admin = createExpressServer({ controllers: [C], routePrefix: '/admin' });
admin.listen(3001);
