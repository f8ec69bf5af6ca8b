import type { SmallTalk } from '../../domain/knowledge.ts';

/**
 * What people say without asking anything, in the six languages, for where the phrases bring no list of their own
 * (`bot.smalltalk_words.<kind>`).
 */
export const smallTalkWords: Readonly<Record<Exclude<SmallTalk, 'gibberish'>, readonly string[]>> = {
  greeting: list(
    'hi | hello | hey | hi there | hello there | good morning | good evening | good afternoon | how are you',
    'ciao | salve | buongiorno | buon giorno | buonasera | buona sera | come stai | come va | ehi',
    'hola | buenas | buenos dias | buenas tardes | buenas noches | que tal | como estas',
    'bonjour | bonsoir | bonjour a tous | salut | coucou | bjr | slt | ca va | comment ca va',
    'مرحبا | بونجور | مرحبا بكم | اهلا | اهلا وسهلا | السلام عليكم | سلام | سلام عليكم | صباح الخير | مساء الخير | كيف حالك',
    'salam | salam alaykom | salam alaikum | assalamu alaikum | as salamu alaykum | marhaba | ahlan | labas | sabah el kheir',
    '你好 | 您好 | 早上好 | 晚上好 | 下午好 | 嗨 | 哈喽 | 在吗 | 你好吗 | ni hao | nihao | nin hao | zai ma',
  ),
  thanks: list(
    'thanks | thank you | thx | ty | many thanks | thanks a lot | thank you very much | thank you so much',
    'grazie | grazie mille | molte grazie | ti ringrazio | vi ringrazio',
    'gracias | muchas gracias | mil gracias | te agradezco',
    'merci | merci beaucoup | merci bcp | mille mercis | mrc',
    'شكرا | شكرا جزيلا | شكرا لك | الف شكر | متشكر | جزاك الله خيرا | يعطيك العافيه | تسلم | بارك الله فيك',
    'shukran | choukran | chokran | shokran | jazak allah | barak allahu fik',
    '谢谢 | 谢谢你 | 谢谢您 | 非常感谢 | 多谢 | 感谢 | xiexie | xie xie | duoxie',
  ),
  'who-are-you': list(
    'who are you | what are you | are you a robot | are you a bot | are you human | are you a person | are you real',
    'what can you do | what is this | how do you work | what is your name',
    'chi sei | cosa sei | sei un robot | sei un bot | sei una persona | sei umano | cosa sai fare | cosa puoi fare',
    'che cosa fai | come ti chiami | con chi parlo | come funzioni',
    'quien eres | que eres | eres un robot | eres un bot | eres una persona | eres humano | que puedes hacer',
    'que sabes hacer | como te llamas | con quien hablo',
    'qui es tu | qui etes vous | tu es qui | vous etes qui | es tu un robot | tu es un robot | etes vous un robot',
    'que peux tu faire | que pouvez vous faire | comment tu t appelles | tu fais quoi | c est quoi',
    'من انت | مين انت | انت مين | شكون نتا | هل انت روبوت | انت روبوت | هل انت انسان | ماذا تفعل | ما اسمك | شو اسمك',
    'min enta | enta min | chkoun nta | enta robot',
    '你是谁 | 您是谁 | 你是机器人吗 | 你是人吗 | 你是真人吗 | 你能做什么 | 你会什么 | 你叫什么 | 你叫什么名字 | ni shi shui',
  ),
  insult: list(
    'fuck you | fuck off | fuck | idiot | stupid | stupid bot | you are stupid | you are useless | useless | shit | asshole',
    'vaffanculo | stronzo | stupido | sei stupido | idiota | sei un idiota | merda | fai schifo | cretino | sei inutile',
    'imbecil | estupido | eres estupido | eres tonto | tonto | mierda | puta madre | no sirves para nada | gilipollas',
    'connard | va te faire foutre | merde | idiote | imbecile | tu es nul | tu es bete | ta gueule | nul',
    'غبي | انت غبي | يا غبي | حمار | يا حمار | كلب | يا كلب | تبا لك | احمق | ya hmar | ya 7mar | ya kalb',
    '傻逼 | 你傻 | 白痴 | 笨蛋 | 滚 | 滚蛋 | 你真笨 | 垃圾 | 他妈的 | shabi | sha bi',
  ),
  goodbye: list(
    'bye | bye bye | goodbye | see you | see you later | good night',
    'arrivederci | addio | a presto | ci vediamo | buonanotte | buona notte | buona giornata | alla prossima',
    'adios | hasta luego | hasta pronto | chao | chau | nos vemos',
    'au revoir | a bientot | a plus | bonne journee | bonne nuit | bonne soiree',
    'مع السلامه | وداعا | الي اللقاء | تصبح علي خير | باي | maa salama | ma3a salama | bslama | beslama',
    '再见 | 拜拜 | 回头见 | 晚安 | 下次见 | zaijian | zai jian | baibai',
  ),
};

/** One line per language, phrases parted by bars. */
function list(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' | '));
}
