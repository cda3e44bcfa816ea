import { Get, JsonController } from 'routing-controllers';

@JsonController('/books')
export class BookController {
  @Get('/')
  all() {
    return [];
  }
}
