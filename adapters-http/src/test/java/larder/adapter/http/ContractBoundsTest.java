package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import larder.domain.InvalidValue;
import larder.domain.catalogue.Title;
import larder.domain.catalogue.ViewKey;
import larder.domain.port.CacheKey;
import larder.domain.session.AccountName;
import larder.domain.session.Password;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.EmployeeName;
import larder.domain.staff.JobTitle;
import larder.domain.user.EmailAddress;
import larder.domain.user.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the domain refuses the document's schemas refuse, and what it takes they take. */
final class ContractBoundsTest {
    private static final String ALPHABET =
            "aZ09_-.@/{}~!\"' *,W\t\n\r\u0000\u0007\u001C\u001F\u007F\u0085\u00A0\u00E9\u00FF"
                    + "\u0301\u1680\u2000\u2007\u200A\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF\uFFFD";
    private static final String PAIR = "\uD83D\uDE00";

    @Test
    void texts() {
        assertAlike(Contract.schema("Name"), UserName::new);
        assertAlike(Contract.schema("ShortName"), EmployeeName::new);
        assertAlike(Contract.schema("ShortName"), JobTitle::new);
        assertAlike(Contract.schema("ShortName"), DepartmentName::new);
        assertAlike(Contract.schema("ShortName"), Title::new);
        assertAlike(Contract.schema("Email"), EmailAddress::new);
        assertAlike(Contract.schema("AccountName"), AccountName::new);
        assertAlike(Contract.schema("Login").at("/properties/password"), Password::new);
    }

    @Test
    void names_in_addresses_and_headers() {
        assertAlike(Contract.schema("Region"), region -> new CacheKey(region, "1"));
        assertAlike(Contract.schema("CacheEntry").at("/properties/key"), key -> new CacheKey("user", key));
        assertAlike(Contract.DOCUMENT.at("/components/parameters/IdempotencyKey/schema"), ViewKey::new);
        assertAlike(Contract.DOCUMENT.at("/components/parameters/IfMatch/schema"), tags -> {
            if (tags.chars().anyMatch(each -> each > 0xFF || (each < ' ' && each != '\t'))) {
                throw new InvalidValue("a header has no such character");
            }
            TagList.of("If-Match", List.of(tags));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'orderdate':'2023-03-10','customerid':9999,'netamount':23.0,'tax':2}",
                "{'orderdate':'0001-01-01','customerid':1,'netamount':0,'tax':0.00}",
                "{'orderdate':'9999-12-31','customerid':2147483647,'netamount':9999999999.99,'tax':0}",
                "{'orderdate':'2024-02-29','customerid':1,'netamount':1e2,'tax':0.100}",
                "{'orderdate':'2023-02-29','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'2023-13-01','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'0000-01-01','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'2023-3-10','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10T00:00:00Z','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'+12023-03-10','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10\\n','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'\u0662023-03-10','customerid':1,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':0,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':-1,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':2147483648,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':1.5,'netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':'1','netamount':1,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':1.001,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':-0.01,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':10000000000,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':1e-30,'tax':0}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':'1','tax':0}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':1,'tax':null}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':1}",
                "{'orderdate':'2023-03-10','customerid':1,'netamount':1,'tax':0,'total':1}",
                "{}",
                "[]"
            })
    void orders(String body) {
        String json = body.replace('\'', '"');
        assertAlike(Contract.schema("NewOrder"), Contract.parse(json), json, OrderBody::read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'A','email':'a@b'}",
                "{'id':1,'name':'A','email':'a@b'}",
                "{'id':2147483647,'name':'A','email':'a@b'}",
                "{'id':2147483648,'name':'A','email':'a@b'}",
                "{'id':0,'name':'A','email':'a@b'}",
                "{'id':null,'name':'A','email':'a@b'}",
                "{'id':'1','name':'A','email':'a@b'}",
                "{'name':'A','email':'a@b','role':'admin'}",
                "{'name':['A'],'email':'a@b'}",
                "{'name':'A'}",
                "{'email':'a@b'}"
            })
    void users(String body) {
        String json = body.replace('\'', '"');
        assertAlike(Contract.schema("UserBody"), Contract.parse(json), json, UserBody::read);
    }

    private static void assertAlike(JsonNode schema, JsonNode value, String json, Consumer<byte[]> reader) {
        boolean taken = taken(() -> reader.accept(json.getBytes(StandardCharsets.UTF_8)));
        List<String> faults = Contract.faults(schema, value);
        assertEquals(taken, faults.isEmpty(), faults::toString);
    }

    private static void assertAlike(JsonNode schema, Consumer<String> made) {
        assertTrue(schema.isObject(), "it is there");
        int taken = 0;
        List<String> texts = texts(new Random(20230310));
        for (String text : texts) {
            boolean fits = taken(() -> made.accept(text));
            List<String> faults = Contract.faults(schema, TextNode.valueOf(text));
            assertEquals(fits, faults.isEmpty(), () -> TextNode.valueOf(text) + " " + faults);
            taken += fits ? 1 : 0;
        }
        assertTrue(taken > 2 && taken < texts.size(), "some were taken and some not");
    }

    private static List<String> texts(Random random) {
        List<String> texts =
                new ArrayList<>(List.of("", "*", " * ", "\"\"", "W/\"a\", \"b\"", ",,\"a\",", "a@b", "a@@b"));
        for (int length : new int[] {31, 32, 33, 49, 50, 51, 99, 100, 101, 127, 128, 129, 255, 256, 257}) {
            texts.add("a".repeat(length));
            texts.add(PAIR.repeat(length));
            texts.add("a@" + "b".repeat(length - 2));
        }
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(5); length >= 0; length--) {
                int next = random.nextInt(ALPHABET.length() + 1);
                text.append(next == ALPHABET.length() ? PAIR : ALPHABET.substring(next, next + 1));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static boolean taken(Runnable making) {
        try {
            making.run();
            return true;
        } catch (InvalidValue | Refused _) {
            return false;
        }
    }
}
