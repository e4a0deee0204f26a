package org.mrcportal.reintegration.assessment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers as one text in JSON, by the number of the question: {@code {"1": "OFTEN", "28": "-DECLINED"}}. */
@Component
class AnswerCodes {

    private static final TypeReference<Map<String, String>> CODES = new TypeReference<>() {};

    private final JsonMapper json;

    AnswerCodes(JsonMapper json) {
        this.json = json;
    }

    Map<Integer, Answer> read(@Nullable String codes) {
        Map<Integer, Answer> answers = new TreeMap<>();
        if (codes != null) {
            json.readValue(codes, CODES)
                    .forEach((number, code) -> answers.put(Integer.parseInt(number), Answer.read(code)));
        }
        return answers;
    }

    String write(Map<Integer, Answer> answers) {
        Map<String, String> codes = new LinkedHashMap<>();
        answers.forEach((number, answer) -> codes.put(number.toString(), answer.code()));
        return json.writeValueAsString(codes);
    }
}
