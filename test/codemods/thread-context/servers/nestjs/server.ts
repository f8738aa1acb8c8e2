import { Controller, Injectable, Module, Param, Post } from '@nestjs/common';
import { introduce } from './introductions.js';

@Injectable()
export class IntroductionService {
  introduce(name: string): Promise<string> {
    return introduce(name);
  }
}

@Controller('introductions')
export class IntroductionController {
  constructor(private readonly introductions: IntroductionService) {}

  @Post(':name')
  async introduce(@Param('name') name: string): Promise<string> {
    return this.introductions.introduce(name);
  }
}

@Module({ controllers: [IntroductionController], providers: [IntroductionService] })
export class AppModule {}
