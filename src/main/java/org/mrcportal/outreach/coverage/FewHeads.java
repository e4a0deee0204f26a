package org.mrcportal.outreach.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which attendances are kept from those who may not open the sessions behind them: of so few, somebody may know who they
 * were. Where a single part left out, or several that are few together, would follow from the sum, the next smallest is
 * left out too.
 */
final class FewHeads {

    /** The smallest number everybody may read; nobody at all may be read as well. */
    static final int FEW = 5;

    private FewHeads() {}

    /**
     * @param heads attendances of the parts of something whose sum may be known, by their codes
     * @return the codes of the parts that are left out
     */
    static Set<String> among(Map<String, Integer> heads) {
        List<Map.Entry<String, Integer>> smallestFirst = heads.entrySet().stream()
                .filter(part -> part.getValue() > 0)
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        Set<String> left = new HashSet<>();
        int together = 0;
        for (Map.Entry<String, Integer> part : smallestFirst) {
            boolean safe = left.isEmpty() || left.size() > 1 && together >= FEW;
            if (part.getValue() >= FEW && safe) {
                break;
            }
            left.add(part.getKey());
            together += part.getValue();
        }
        return left;
    }
}
